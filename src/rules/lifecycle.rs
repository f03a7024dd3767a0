//! What a release can expect at some time.

use crate::rules::{
    date::Date,
    engine::Engine,
    image::{Image, Versions},
    release::{self, Family, Kind, Release, Servicing},
    update::NANO_2016_END,
};

/// What a release can expect at some time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SupportPhase {
    /// Full support; of a client: every edition gets updates.
    Mainstream,
    /// Security updates only; of a client: some editions only, or paid updates.
    Extended,
    /// No updates.
    Ended,
}

impl SupportPhase {
    /// The stable word for style sheets.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Mainstream => "mainstream",
            Self::Extended => "extended",
            Self::Ended => "ended",
        }
    }

    /// What the phase means for every kind of release, for a legend.
    pub const fn legend(self) -> &'static str {
        match self {
            Self::Mainstream => "mainstream support; of Windows 10 and 11: all editions",
            Self::Extended => "security updates only; of Windows 10 and 11: some editions",
            Self::Ended => "support ended",
        }
    }

    /// What the phase means for a release of this kind.
    pub const fn title(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (Self::Mainstream, Kind::Server) => "mainstream support",
            (Self::Extended, Kind::Server) => "security updates only",
            (Self::Mainstream, Kind::Client) => "all editions supported",
            (Self::Extended, Kind::Client) => "some editions supported",
            (Self::Ended, _) => "support ended",
        }
    }
}

/// One release in time: a row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The release.
    pub release: &'static Release,
    /// The last day of the first phase; `None` where no date is known.
    pub mainstream_end: Option<Date>,
    /// The last day with any updates; `None` where no date is known.
    pub end: Option<Date>,
}

impl Row {
    /// A release; the editions of a client are merged: the first phase ends when the first edition does.
    pub fn of(release: &'static Release) -> Self {
        let first_edition = release.servicing.iter().map(|line| line.end).min();
        Self { release, mainstream_end: release.mainstream_end.or(first_edition), end: release.end().or(first_edition) }
    }

    /// The phase on a day; before its release a row is in its first phase.
    pub fn phase(&self, day: Date) -> SupportPhase {
        if self.end.is_some_and(|end| end < day) {
            SupportPhase::Ended
        } else if self.mainstream_end.is_some_and(|end| end < day) {
            SupportPhase::Extended
        } else {
            SupportPhase::Mainstream
        }
    }

    /// Until when it gets updates, in a few words, and in days where that is less than a year: `until 2027-01-12, 47 days left`. Of a
    /// client, which editions.
    pub fn until(&self, today: Date) -> String {
        self.updates(today, |end| match end.days_since_1970() - today.days_since_1970() {
            0 => ", today".to_owned(),
            1 => ", 1 day left".to_owned(),
            days @ 2..366 => format!(", {days} days left"),
            _ => String::new(),
        })
    }

    /// [`until`](Self::until) for a host of this engine.
    pub fn until_on(&self, engine: Option<Engine>, today: Date) -> String {
        self.within(engine, today).unwrap_or_else(|| self.until(today))
    }

    /// [`until_day`](Self::until_day) for a host of this engine.
    pub fn until_day_on(&self, engine: Option<Engine>, today: Date) -> String {
        self.within(engine, today).unwrap_or_else(|| self.until_day(today))
    }

    /// The same without the days that are left: for what is written today and read at some time.
    pub fn until_day(&self, today: Date) -> String {
        self.updates(today, |_| String::new())
    }

    /// The same as a sentence of its own, without its full stop: `Updates until 2027-01-12, 47 days left`.
    pub fn sentence(&self, today: Date) -> String {
        self.said(&self.until(today))
    }

    /// [`until_day`](Self::until_day) as a sentence of its own.
    pub fn sentence_day(&self, today: Date) -> String {
        self.said(&self.until_day(today))
    }

    /// [`sentence`](Self::sentence) for a host of this engine: AKS retires its nodes before Windows ends.
    pub fn sentence_on(&self, engine: Option<Engine>, today: Date) -> String {
        self.on_aks(engine, today).unwrap_or_else(|| self.sentence(today))
    }

    /// [`sentence_day`](Self::sentence_day) for a host of this engine.
    pub fn sentence_day_on(&self, engine: Option<Engine>, today: Date) -> String {
        self.on_aks(engine, today).unwrap_or_else(|| self.sentence_day(today))
    }

    /// [`sentence_on`](Self::sentence_on) with its subject: `Windows Server 2016: updates until 2027-01-12, 47 days left`.
    pub fn named_on(&self, engine: Option<Engine>, today: Date) -> String {
        self.named(engine, today, &self.until(today))
    }

    /// [`named_on`](Self::named_on) without the days that are left.
    pub fn named_day_on(&self, engine: Option<Engine>, today: Date) -> String {
        self.named(engine, today, &self.until_day(today))
    }

    fn named(&self, engine: Option<Engine>, today: Date, until: &str) -> String {
        let of_all = until.starts_with("until ") || until.starts_with("ended ");
        let said = match self.within(engine, today) {
            Some(said) => said,
            None => [if of_all { "updates " } else { "" }, until].concat(),
        };
        [self.release.name, ": ", &said].concat()
    }

    /// The next end in a word and a day, for the narrowest of tables: `until 2027-01-12`. Of a client that some editions of have
    /// ended, the edition that goes on: `LTSC until 2029-01-09`.
    pub fn in_brief(&self, engine: Option<Engine>, today: Date) -> String {
        if let Some(said) = self.within(engine, today) {
            return said;
        }
        let Some(end) = self.next_end(today) else { return String::new() };
        let word = if end < today { "ended" } else { "until" };
        let lines = self.release.servicing;
        let has_ended = lines.iter().any(|line| line.end < today);
        match lines.iter().find(|line| line.end >= today).filter(|_| has_ended) {
            Some(line) => format!("{} {word} {end}", short(line.edition)),
            None => format!("{word} {end}"),
        }
    }

    /// What AKS says of it, within a sentence.
    fn within(&self, engine: Option<Engine>, today: Date) -> Option<String> {
        Some(self.on_aks(engine, today)?.replace("On AKS", "on AKS"))
    }

    fn on_aks(&self, engine: Option<Engine>, today: Date) -> Option<String> {
        let nodes = self.release.aks.filter(|_| engine == Some(Engine::Aks))?;
        let day = nodes.retires?;
        Some(if nodes.retired(today) { format!("AKS retired it on {day}") } else { format!("On AKS until {day}") })
    }

    fn said(&self, until: &str) -> String {
        let plain = until.starts_with("until ") || until.starts_with("ended ") && !until.contains(';');
        [if plain { "Updates " } else { "Updates: " }, until].concat()
    }

    fn updates(&self, today: Date, left: impl Fn(Date) -> String) -> String {
        let Some(end) = self.end else { return "no end announced".to_owned() };
        let day = |day: Date| match day < today {
            true => format!("ended {day}"),
            false => format!("until {day}{}", left(day)),
        };
        let lines = self.release.servicing;
        let running = lines.iter().find(|line| line.end >= today);
        let ended = lines.iter().filter(|line| line.end < today).max_by_key(|line| line.end);
        match (ended, running) {
            (None, None) => day(end),
            (None, Some(first)) if lines.iter().all(|line| line.end == first.end) => day(first.end),
            (None, Some(first)) => format!("{}; some editions longer", day(first.end)),
            (Some(ended), Some(running)) => {
                let of = |line: &Servicing| format!("{} {}", short(line.edition), day(line.end));
                format!("{}; {}", of(ended), of(running))
            }
            (Some(ended), None) => match ended.extended_security_end.filter(|paid| *paid >= today) {
                Some(paid) => format!("{}; paid updates {}", day(ended.end), day(paid)),
                None => day(ended.end),
            },
        }
    }

    /// The edition that gets updates for longer than what [`until`](Self::until) names, and until when: `IoT LTSC until 2032-01-13`.
    pub fn longest(&self, today: Date) -> Option<String> {
        let last = self.release.servicing.iter().max_by_key(|line| line.end)?;
        (last.end >= today && Some(last.end) > self.next_end(today))
            .then(|| format!("{} until {}", short(last.edition), last.end))
    }

    /// The last day with updates for the first edition that still gets some; of a server, for all.
    fn next_end(&self, today: Date) -> Option<Date> {
        let lines = self.release.servicing;
        let running = lines.iter().find(|line| line.end >= today).or(lines.last());
        running.map_or(self.end, |line| Some(line.end))
    }
}

/// What an image is built on, and until when that gets updates: `Built on Windows Server 2022 (build 20348). Updates until 2031-10-14`.
/// Nano Server 2016 ended before Windows Server 2016 does.
pub fn of_image(image: &Image, today: Date) -> Option<String> {
    let Versions::One(version) = image.versions else { return None };
    let release = release::images_of(version.build)?;
    let nano_2016 = image.family() == Some(Family::NanoServer) && release.slug == "ws2016";
    let updates = match nano_2016 {
        true => format!("Updates ended {NANO_2016_END}"),
        false => Row::of(release).sentence(today),
    };
    Some(format!("Built on {} (build {}). {updates}", release.name, version.build))
}

/// An edition in a word or two: `Enterprise LTSC 2024` is `LTSC`.
fn short(edition: &'static str) -> &'static str {
    match edition {
        _ if edition.starts_with("IoT ") => "IoT LTSC",
        _ if edition.contains("LTSC") => "LTSC",
        _ if edition.starts_with("Home") => "Home and Pro",
        _ => edition.split(' ').next().unwrap_or(edition),
    }
}

/// Whether a release gets updates for less than a year, or no longer.
pub fn is_urgent(release: &'static Release, today: Date) -> bool {
    Row::of(release).next_end(today).is_some_and(|end| end.days_since_1970() - today.days_since_1970() < 365)
}

/// The same for a host of this engine: of nodes that AKS retires, its day counts.
pub fn is_urgent_on(release: &'static Release, engine: Option<Engine>, today: Date) -> bool {
    let nodes = release.aks.filter(|_| engine == Some(Engine::Aks));
    let retires = nodes.and_then(|nodes| nodes.retires);
    retires.map_or_else(|| is_urgent(release, today), |day| day.days_since_1970() - today.days_since_1970() < 365)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_gets_updates_as_long_as_its_windows() {
        let today = Date::new(2026, 11, 26);
        let said = |name: &str| of_image(&Image::parse(name).unwrap(), today).unwrap_or_default();
        assert_eq!(said("ltsc2022"), "Built on Windows Server 2022 (build 20348). Updates until 2031-10-14");
        assert_eq!(said("nanoserver:1809"), "Built on Windows Server 2019 (build 17763). Updates until 2029-01-09");
        assert_eq!(
            said("servercore:20H2"),
            "Built on Windows Server, version 20H2 (build 19042). Updates ended 2022-08-09"
        );
        assert_eq!(said("nanoserver:sac2016"), "Built on Windows Server 2016 (build 14393). Updates ended 2018-10-09");
        assert_eq!(said("a.io/web:1"), "", "its name says no Windows");
    }

    #[test]
    fn the_last_year_is_urgent() {
        let urgent = |slug: &str, today| is_urgent(release::by_slug(slug).unwrap(), today);
        assert!(urgent("ws2016", Date::new(2026, 11, 26)) && urgent("ws1809", Date::new(2026, 11, 26)));
        let on_aks =
            |slug: &str| is_urgent_on(release::by_slug(slug).unwrap(), Some(Engine::Aks), Date::new(2026, 11, 26));
        assert!(on_aks("ws2019") && !on_aks("ws2022"), "AKS retired it in March");
        assert!(urgent("ws2016", Date::new(2026, 1, 13)) && !urgent("ws2016", Date::new(2026, 1, 12)));
        assert!(!urgent("ws2022", Date::new(2026, 11, 26)));
        assert!(urgent("w10-22h2", Date::new(2026, 11, 26)) && !urgent("w11-26h2", Date::new(2026, 11, 26)));
    }

    #[test]
    fn a_sentence_of_its_own() {
        let of = |slug: &str, today| Row::of(release::by_slug(slug).unwrap()).sentence(today);
        assert_eq!(of("ws2016", Date::new(2026, 11, 26)), "Updates until 2027-01-12, 47 days left");
        assert_eq!(of("ws2016", Date::new(2027, 1, 13)), "Updates ended 2027-01-12");
        assert_eq!(
            of("w11-24h2", Date::new(2026, 1, 1)),
            "Updates until 2026-10-13, 285 days left; some editions longer"
        );
        assert_eq!(
            of("w11-24h2", Date::new(2026, 11, 26)),
            "Updates: Home and Pro ended 2026-10-13; Enterprise until 2027-10-12, 320 days left"
        );
        assert_eq!(of("w10-22h2", Date::new(2026, 11, 26)), "Updates: ended 2025-10-14; paid updates until 2028-10-10");
        assert_eq!(of("w10-22h2", Date::new(2028, 10, 11)), "Updates ended 2025-10-14");
        assert_eq!(of("w10-21h2", Date::new(2027, 1, 13)), "Updates: LTSC ended 2027-01-12; IoT LTSC until 2032-01-13");
    }

    #[test]
    fn beside_other_numbers_it_says_whose_updates_end() {
        let day = Date::new(2026, 11, 26);
        let of = |slug: &str, engine| Row::of(release::by_slug(slug).unwrap()).named_on(engine, day);
        assert_eq!(of("ws2016", None), "Windows Server 2016: updates until 2027-01-12, 47 days left");
        assert_eq!(of("ws2019", Some(Engine::Aks)), "Windows Server 2019: AKS retired it on 2026-03-01");
        assert_eq!(of("ws2022", Some(Engine::Aks)), "Windows Server 2022: on AKS until 2028-06-30");
        let paid = "Windows 10 22H2: updates ended 2025-10-14; paid updates until 2028-10-10";
        assert_eq!(of("w10-22h2", None), paid);
        let editions = "Windows 11 24H2: Home and Pro ended 2026-10-13; Enterprise until 2027-10-12, 320 days left";
        assert_eq!(of("w11-24h2", None), editions);
        let ahead = Row::of(release::by_slug("ws2016").unwrap()).named_day_on(None, day);
        assert_eq!(ahead, "Windows Server 2016: updates until 2027-01-12");
    }

    #[test]
    fn the_narrowest_table_has_the_next_end() {
        let of = |slug: &str| Row::of(release::by_slug(slug).unwrap()).in_brief(None, Date::new(2026, 11, 26));
        assert_eq!(of("ws2022"), "until 2031-10-14");
        assert_eq!(of("w11-25h2"), "until 2027-10-12");
        assert_eq!(of("w11-24h2"), "Enterprise until 2027-10-12", "Home and Pro have ended");
        assert_eq!(of("w10-1809"), "LTSC until 2029-01-09", "the others have ended");
        assert_eq!(of("w10-22h2"), "ended 2025-10-14");
    }

    #[test]
    fn aks_has_days_of_its_own() {
        let of = |slug: &str, engine| {
            Row::of(release::by_slug(slug).unwrap()).sentence_on(Some(engine), Date::new(2026, 11, 26))
        };
        assert_eq!(of("ws2019", Engine::Aks), "AKS retired it on 2026-03-01");
        assert_eq!(of("ws2022", Engine::Aks), "On AKS until 2028-06-30");
        assert_eq!(of("ws2022", Engine::Kubernetes), "Updates until 2031-10-14");
        assert_eq!(of("ws2025", Engine::Aks), "Updates until 2034-11-14", "none is announced");
    }

    #[test]
    fn what_is_written_ahead_says_the_day_alone() {
        let of = |slug: &str, today: Date| {
            let row = Row::of(release::by_slug(slug).unwrap());
            (row.until_day(today), row.until(today))
        };
        let said = |day: &str, left: &str| (day.to_owned(), [day, left].concat());
        assert_eq!(of("ws2016", Date::new(2026, 11, 26)), said("until 2027-01-12", ", 47 days left"));
        assert_eq!(of("ws2016", Date::new(2027, 1, 11)), said("until 2027-01-12", ", 1 day left"));
        assert_eq!(of("ws2016", Date::new(2027, 1, 13)), said("ended 2027-01-12", ""));
        assert_eq!(of("ws2022", Date::new(2030, 10, 14)), said("until 2031-10-14", ", 365 days left"));
        assert_eq!(of("ws2022", Date::new(2030, 10, 13)), said("until 2031-10-14", ""));
    }
}
