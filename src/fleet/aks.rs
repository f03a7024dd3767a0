//! What Azure Kubernetes Service says about Windows node pools, in sentences. The facts are in each release.

use super::words::{Show as _, concat};
use crate::rules::date::Date;
use crate::rules::release::{self, AksNodes};

/// What AKS says about a release; `None` for releases it never had.
pub fn support(slug: &str) -> Option<&'static AksNodes> {
    release::by_slug(slug)?.aks.as_ref()
}

/// The dates and versions, in a sentence or two.
pub fn text(nodes: &AksNodes, today: Date) -> String {
    let mut text = concat(&["AKS calls it ", nodes.sku, "."]);
    match (nodes.from, nodes.until) {
        (None, None) => {}
        (None, Some(until)) => text.push_str(&concat(&[" Up to Kubernetes ", until, "."])),
        (Some(from), None) => text.push_str(&concat(&[" From Kubernetes ", from, " on."])),
        (Some(from), Some(until)) => text.push_str(&concat(&[" Kubernetes ", from, " to ", until, "."])),
    }
    if let Some(day) = nodes.retires {
        let verb = if day < today { " Retired on " } else { " Retires on " };
        text.push_str(&concat(&[verb, &day.show(), "."]));
    }
    if let Some(day) = nodes.images_removed {
        let verb = if day < today { " Node images were removed on " } else { " Node images are removed on " };
        text.push_str(&concat(&[verb, &day.show(), "."]));
    }
    if !nodes.note.is_empty() {
        text.push(' ');
        text.push_str(nodes.note);
    }
    text
}

/// When its nodes get no more images and patches, and when the images go, in a sentence that begins with “AKS”; `None` where neither is
/// announced.
pub fn retirement(nodes: &AksNodes, today: Date) -> Option<String> {
    let day = nodes.retires?;
    let mut text = concat(&[if day < today { "AKS retired " } else { "AKS retires " }, nodes.sku, " on ", &day.show()]);
    if let Some(day) = nodes.images_removed {
        let verb = if day < today { " and removed its node images on " } else { " and removes its node images on " };
        text.push_str(&concat(&[verb, &day.show()]));
    }
    Some(text)
}
