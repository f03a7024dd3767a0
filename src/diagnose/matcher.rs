//! The match of image and host that the version of an engine carries, in words (R5, R21).

use crate::rules::product::{Match, Product, VARIANTS, corrected};

/// What a match wants, in a few words.
pub fn wants(found: Match) -> String {
    match found {
        Match::EqualBuilds => "wants equal builds on every host".to_owned(),
        Match::Variant(variant) => format!("accepts {} (variant {})", variant.accepts, variant.letter),
    }
}

/// The versions of the product that accept more.
pub fn mended_in(product: Product, found: Match) -> String {
    match found {
        Match::EqualBuilds => VARIANTS[0].of(product),
        Match::Variant(_) => corrected().of(product),
    }
}
