use super::*;

#[test]
fn every_cause_has_one_entry_in_order() {
    for (at, entry) in CAUSES.iter().enumerate() {
        assert_eq!(entry.cause as usize, at, "{}", entry.slug);
        assert!(entry.means.ends_with('.') && entry.source.starts_with("https://") && !entry.page.is_empty());
        assert!(!entry.proof.is_empty() && !entry.disproof.is_empty() && !entry.decides.is_empty());
    }
    assert_eq!(CAUSES.len(), Cause::Unknown as usize + 1);
}
