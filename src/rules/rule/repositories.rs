//! R28: not every repository has every release.

use super::about::{About, BASE_IMAGES};
use crate::rules::image::Image;
use crate::rules::reason::Reason;
use crate::rules::reference::{NoSuchTag, WhyNot};
use crate::rules::verdict::Verdict;

pub(super) const ABOUT: About = About::new("Not every repository has every release", BASE_IMAGES);

/// What fires where the tag does not exist.
pub(in crate::rules) fn applies(image: &Image) -> Option<Reason> {
    image.no_such_tag().map(|_| Reason::NoSuchTag)
}

pub(super) fn no_such_tag(_: &Verdict) -> String {
    "This tag doesn’t exist, so there is nothing to run. That isn’t an incompatibility: another tag may work."
        .to_owned()
}

/// What to know of a tag that does not exist.
pub(in crate::rules) fn no_such(problem: &NoSuchTag) -> String {
    // Which tag takes the place of `latest` is for the host to say.
    let instead = problem.instead.as_ref().filter(|_| problem.why != WhyNot::Latest);
    let instead = instead.map(|instead| format!(" Use {instead}.")).unwrap_or_default();
    format!("This tag does not exist. {}{instead}", problem.why.sentence())
}
