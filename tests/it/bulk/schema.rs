//! The published schema of `summary.json`: fresh, and true.

use std::env;
use std::fs;
use std::path::Path;

use iacfix::bulk::report;

const SCHEMA: &str = "schema/bulk-summary.json";

#[test]
fn the_schema_of_the_report_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SCHEMA);
    let schema = report::schema();
    if fs::read_to_string(&path).is_ok_and(|text| text == schema) {
        return;
    }
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(path, schema).unwrap();
        return;
    }
    panic!("{SCHEMA} is out of date; run UPDATE_DOCS=1 cargo test schema");
}
