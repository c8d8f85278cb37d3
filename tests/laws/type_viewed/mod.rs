//! P5: A column becomes another type, and views read it, which nobody but their author can make again.

mod after;
mod before;

crate::laws::laws! {
    Case::of(module_path!()).rows(include_str!("rows.sql"));
    postgres: refused("cannot change the column `pages` of `books` in place on PostgreSQL: the materialized view `counted` and the view `\"long Books\"` depend on it, which entities cannot say: drop them in a migration of your own, and make them again behind this one"),
    mysql: left_out("a view stands in nobody's way here"),
    sqlite: left_out("views are made again with their table here"),
}
