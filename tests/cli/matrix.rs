//! `wincompat matrix`.

use serde_json::Value;

use crate::{check, wincompat};

#[test]
fn the_matrix_has_every_cell_and_agrees_with_check() {
    let output = wincompat(&["matrix", "--json"]);
    let matrix: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let cells = matrix["cells"].as_array().expect("cells");
    assert_eq!(
        cells.len(),
        matrix["hosts"].as_array().expect("hosts").len() * matrix["images"].as_array().expect("images").len()
    );
    for cell in cells.iter().step_by(37) {
        let (report, _) = check(cell["host"].as_str().expect("host"), cell["image"].as_str().expect("image"), &[]);
        assert_eq!(report["outcome"], cell["outcome"], "{cell}");
        assert_eq!(report["process"]["support"], cell["process"], "{cell}");
    }
    let text = String::from_utf8(wincompat(&["matrix", "--unicode"]).stdout).expect("UTF-8");
    assert!(
        text.contains("Windows Server 2022") && text.contains("◆ Hyper-V") && text.contains("◐ dev/test"),
        "{text}"
    );
}
