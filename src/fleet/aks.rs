//! What Azure Kubernetes Service says about Windows node pools, as data with sources.
//!
//! Facts as of 2026-08-22, from the documentation and the changelog of AKS; where these disagree, so does the record.

use super::words::{Show as _, concat};
use crate::rules::date::Date;

/// The support of one Windows release in AKS.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
pub struct AksSupport {
    /// The release.
    pub slug: &'static str,
    /// The value of `--os-sku` and of the label `kubernetes.azure.com/os-sku`.
    pub os_sku: &'static str,
    /// The first version of Kubernetes it can be used with; empty where that is not on record.
    pub from: &'static str,
    /// The last one; empty while there is none.
    pub until: &'static str,
    /// The day after which no new node pools are made.
    pub retires: Option<Date>,
    /// The day after which the images of the nodes are gone.
    pub images_removed: Option<Date>,
    /// What else is known, or where the sources disagree; empty where there is nothing to add.
    pub note: &'static str,
    /// Where this is from.
    pub source: &'static str,
}

/// Every Windows release that AKS has or had.
pub const SUPPORT: [AksSupport; 4] = [
    AksSupport {
        slug: "ws2025",
        os_sku: "Windows2025",
        from: "1.32",
        until: "",
        retires: None,
        images_removed: None,
        note: "It becomes the default with Kubernetes 1.36 according to the documentation, with 1.37 according to the changelog \
               of 2026-07-17. It needs the Azure CLI 2.87.0 or later and --enable-fips-image.",
        source: "https://github.com/MicrosoftDocs/azure-aks-docs/blob/cfccec226/articles/aks/upgrade-windows-os.md",
    },
    AksSupport {
        slug: "ws2022",
        os_sku: "Windows2022",
        from: "1.23",
        until: "1.36",
        retires: Some(Date::new(2028, 6, 30)),
        images_removed: Some(Date::new(2029, 6, 30)),
        note: "An announcement of 2024 named 2027-03-15 and Kubernetes 1.34; the retirement page replaces it.",
        source: "https://github.com/MicrosoftDocs/azure-aks-docs/blob/ffe279355/articles/aks/includes/windows-server-2022-retirement.md",
    },
    AksSupport {
        slug: "ws2019",
        os_sku: "Windows2019",
        from: "",
        until: "1.32",
        retires: Some(Date::new(2026, 3, 1)),
        images_removed: Some(Date::new(2027, 4, 1)),
        note: "",
        source: "https://github.com/MicrosoftDocs/azure-aks-docs/blob/61b373f26/articles/aks/includes/windows-server-2019-retirement.md",
    },
    AksSupport {
        slug: "ws23h2",
        os_sku: "WindowsAnnual",
        from: "1.28",
        until: "",
        retires: Some(Date::new(2026, 5, 15)),
        images_removed: Some(Date::new(2027, 5, 15)),
        note: "It was a preview.",
        source: "https://github.com/MicrosoftDocs/azure-aks-docs/blob/46eb06d8f/articles/aks/windows-annual-channel.md",
    },
];

/// What AKS says about a release; `None` for releases it never had.
pub fn support(slug: &str) -> Option<&'static AksSupport> {
    SUPPORT.iter().find(|support| support.slug == slug)
}

impl AksSupport {
    /// The dates and versions, in a sentence or two.
    pub fn text(&self, today: Date) -> String {
        let mut text = concat(&["AKS calls it ", self.os_sku, "."]);
        match (self.from, self.until) {
            ("", "") => {}
            ("", until) => text.push_str(&concat(&[" Up to Kubernetes ", until, "."])),
            (from, "") => text.push_str(&concat(&[" From Kubernetes ", from, " on."])),
            (from, until) => text.push_str(&concat(&[" Kubernetes ", from, " to ", until, "."])),
        }
        if let Some(day) = self.retires {
            let verb = if day < today { " Retired on " } else { " Retires on " };
            text.push_str(&concat(&[verb, &day.show(), "."]));
        }
        if let Some(day) = self.images_removed {
            let verb = if day < today { " Node images were removed on " } else { " Node images are removed on " };
            text.push_str(&concat(&[verb, &day.show(), "."]));
        }
        if !self.note.is_empty() {
            text.push(' ');
            text.push_str(self.note);
        }
        text
    }

    /// Whether new node pools can still be made.
    pub fn is_offered(&self, today: Date) -> bool {
        self.retires.is_none_or(|day| today < day)
    }
}
