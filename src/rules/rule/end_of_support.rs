//! R26: the end of support does not stop an image from running.

use super::about::About;
use crate::rules::date::Date;
use crate::rules::release::Release;
use crate::rules::side::Side;

pub(super) const ABOUT: About = About::new(
    "The end of support does not stop an image from running",
    "https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/base-image-lifecycle",
);

/// That a release gets no more updates.
pub(in crate::rules) fn ended(side: Side, release: &Release, end: Date) -> String {
    format!(
        "{} ({}) has had no updates since {end}{}. It still runs, but gets no more security fixes.",
        release.name,
        side.word(),
        release.paid_end.map(|paid| format!(", apart from paid ones until {paid}")).unwrap_or_default()
    )
}

/// That mainstream support is over.
pub(in crate::rules) fn mainstream(side: Side, release: &Release) -> String {
    let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    format!(
        "Mainstream support of {} ({}) ended on {}; security updates come until {}{}.",
        release.name,
        side.word(),
        day(release.mainstream_end),
        day(release.extended_end),
        release.paid_end.map(|paid| format!(", paid ones until {paid}")).unwrap_or_default()
    )
}

/// Which editions of a client get how long updates.
pub(in crate::rules) fn editions(release: &Release) -> String {
    let list: Vec<String> = release
        .servicing
        .iter()
        .map(|line| match line.extended_security_end {
            Some(extended) => format!("{} {} (paid ones until {extended})", line.edition, line.end),
            None => format!("{} {}", line.edition, line.end),
        })
        .collect();
    format!("Last updates for {}: {}.", release.name, list.join(", ").replace("All editions", "all editions"))
}
