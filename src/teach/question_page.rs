//! The pages that are written ahead for every host, and for every host with every base image: `ws2022/` and `ws2022/ltsc2019/`.
//!
//! A search for such a pair lands on its answer, and a link to it unfolds with the verdict.

use crate::rules::{
    catalogue::Catalogue,
    date::Date,
    host::Host,
    lifecycle::{Row, SupportPhase},
    link, matrix,
    question::{Choice, Question},
    release::{self, Release},
};

/// The page of one question: what runs on a host, or whether an image does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct QuestionPage {
    /// The host.
    pub host: &'static Release,
    /// The release of the base image, where it is about one.
    pub image: Option<&'static Release>,
}

impl QuestionPage {
    /// All of them: each host, and with it each image.
    pub fn all(catalogue: &Catalogue) -> impl Iterator<Item = Self> {
        let images: Vec<_> = matrix::images(catalogue).collect();
        let of_host = move |host| {
            let images = images.clone().into_iter().map(Some);
            core::iter::once(None).chain(images).map(move |image| Self { host, image })
        };
        matrix::hosts(catalogue).flat_map(of_host)
    }

    /// The page of what a link carries of a question: of a private image its release at most. Most questions have none.
    pub fn of(question: &Question) -> Option<Self> {
        let page = Self::of_query(&link::encode(question))?;
        // Where a link leaves the image out, it asks something else.
        (page.image.is_some() || question.image == Choice::Unset).then_some(page)
    }

    /// The page of a link that asks this and nothing else.
    ///
    /// ```
    /// use wincompat::teach::question_page::QuestionPage;
    /// let path = |query| QuestionPage::of_query(query).map(|page| page.path());
    /// assert_eq!(path("host=ws2022&image=ltsc2019").as_deref(), Some("ws2022/ltsc2019/"));
    /// assert_eq!(path("host=ws2022").as_deref(), Some("ws2022/"));
    /// assert_eq!(path("host=ws2022&image=ltsc2019&engine=aks"), None);
    /// ```
    pub fn of_query(query: &str) -> Option<Self> {
        let host = query.strip_prefix("host=")?;
        let (host, image) = match host.split_once("&image=") {
            Some((host, image)) => (host, Some(image)),
            None => (host, None),
        };
        let image = match image {
            Some(slug) => Some(release::RELEASES.iter().find(|release| release.image_slug == Some(slug))?),
            None => None,
        };
        Some(Self { host: release::RELEASES.iter().find(|release| release.slug == host)?, image })
    }

    /// Where it is, below the first page: `ws2022/ltsc2019/`.
    pub fn path(&self) -> String {
        match self.image_slug() {
            Some(image) => [self.host.slug, "/", image, "/"].concat(),
            None => [self.host.slug, "/"].concat(),
        }
    }

    /// The way back from there.
    pub const fn root(&self) -> &'static str {
        if self.image.is_some() { "../../" } else { "../" }
    }

    /// What is asked.
    pub fn question(&self) -> Question {
        match self.image {
            Some(image) => matrix::question(self.host, image),
            None => Question { host: Choice::Set(Host::of(self.host)), ..Question::default() },
        }
    }

    /// Whether the host or the image gets no more updates on a day: then the page answers, but search engines needn't list it.
    pub fn has_ended(&self, day: Date) -> bool {
        [Some(self.host), self.image].into_iter().flatten().any(|side| Row::of(side).phase(day) == SupportPhase::Ended)
    }

    fn image_slug(&self) -> Option<&'static str> {
        self.image?.image_slug
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<QuestionPage> {
        QuestionPage::all(&Catalogue::releases_only()).collect()
    }

    #[test]
    fn every_pair_and_every_host_has_one() {
        let pages = all();
        let (hosts, images) =
            (release::RELEASES.len(), release::RELEASES.iter().filter(|one| one.has_images()).count());
        assert_eq!(pages.len(), hosts * (images + 1));
        let mut paths: Vec<String> = pages.iter().map(QuestionPage::path).collect();
        paths.sort();
        paths.dedup();
        assert_eq!(paths.len(), pages.len(), "each has a path of its own");
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '/');
        assert!(paths.iter().all(|path| path.chars().all(plain)), "{paths:?}");
    }

    #[test]
    fn a_question_leads_to_its_page_and_back() {
        for page in all() {
            let query = link::encode(&page.question());
            assert_eq!(QuestionPage::of(&page.question()), Some(page), "{query}");
            assert_eq!(QuestionPage::of(&link::decode(&query)), Some(page), "{query}");
        }
    }

    #[test]
    fn any_other_question_has_none() {
        for query in [
            "",
            "image=ltsc2019",
            "host=ws2022&image=ltsc2019&engine=docker",
            "host=ws2022&isolation=process",
            "host=ws2022&hyperv=no",
            "host=10.0.20348.2113&image=ltsc2019",
            "host=ws2022&image=10.0.17763.973",
            "host=ws2022&image=mcr.microsoft.com/windows/servercore:ltsc2019",
            "host=ws2022&image=registry.example.com/shop:1.4",
            "host=aks2022",
            "host=ws2022-arm64",
            "host=30000",
            "host=nonsense",
        ] {
            assert_eq!(QuestionPage::of(&link::decode(query)), None, "{query}");
        }
        // Other words for the same are the same question.
        let path = |query| QuestionPage::of(&link::decode(query)).map(|page| page.path());
        for query in ["host=WS2022&image=LTSC2019", "host=ws2022&image=registry.example.com/shop:1.4-ltsc2019"] {
            assert_eq!(path(query).as_deref(), Some("ws2022/ltsc2019/"), "{query}");
        }
        assert_eq!(QuestionPage::of_query("host=WS2022"), None, "an address is taken to the letter");
    }

    #[test]
    fn what_has_ended_is_known_by_the_day() {
        let page = |query: &str| QuestionPage::of_query(query).expect("a page");
        let day = Date::new(2026, 11, 26);
        assert!(!page("host=ws2022&image=ltsc2019").has_ended(day) && !page("host=ws2016").has_ended(day));
        assert!(page("host=ws2022&image=1909").has_ended(day) && page("host=ws1909").has_ended(day));
        assert!(page("host=ws2016").has_ended(Date::new(2027, 1, 13)));
    }
}
