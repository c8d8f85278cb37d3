//! Types change to others that need the author's conversion.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: migrates,
    mysql: left_out("`using` is PostgreSQL's; type_widened changes types here"),
    sqlite: left_out("a `using` is in the server's own words: type_converted_sqlite"),
}
