//! Every case as it comes out.

use crate::case;

#[test]
fn cases() {
    for case in case::all() {
        insta::with_settings!({ snapshot_suffix => case.name.clone(), prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("fix", case.report());
        });
    }
}
