//! Every mistake has its error: one, at its place, that says what to write. `TRYBUILD=overwrite` writes them anew.

#[test]
fn mistakes_are_told() {
    trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
}
