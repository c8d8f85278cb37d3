//! The four laws, for a case per noun and change, on every database, with rows in the tables:
//!
//! 1. created from the entities, a check is clean;
//! 2. the text of the generated migration is stable;
//! 3. the migration itself, compiled into this binary, arrives: clean, nothing left to plan, the rows kept;
//! 4. its down returns: the schema is exactly what it was, and so are the check and the rows.
//!
//! A case is a folder: the entities `before` and `after`, the rows, what is to happen on each database, and the
//! migrations as `generate` writes them. `UPDATE=1` writes them anew, and `matrix.txt` too; compile again to have them
//! run. A new case begins with another's migrations, so that there is something to compile.

mod case;
mod law;
pub(crate) mod row;

use case::{Case, Outcome, laws};

mod check;
mod check_values;
mod circle_dropped;
mod collation;
mod collation_mysql;
mod collation_sqlite;
mod column_added;
mod column_dropped;
mod column_filled;
mod column_renamed;
mod comments;
mod default_changed;
mod enum_created;
mod enum_label_added;
mod enum_label_removed;
mod enum_label_renamed;
mod enum_label_used;
mod enum_renamed;
mod enum_reordered;
mod foreign_key;
mod foreign_key_deferrable;
mod foreign_key_shapes;
mod foreign_key_type;
mod generated_stored;
mod generated_virtual;
mod identity;
mod index;
mod index_methods;
mod index_partial;
mod kept_sqlite;
mod keys_between;
mod many_rows;
mod names;
mod nullability;
mod nulls_not_distinct;
mod numbers_sqlite;
mod on_update;
mod options_sqlite;
mod primary_key;
mod renamed_and_changed;
mod schemas;
mod table_created;
mod table_dropped;
mod table_renamed;
mod type_converted;
mod type_converted_sqlite;
mod type_dependants;
mod type_narrowed;
mod type_viewed;
mod type_widened;
mod types_mysql;
mod types_postgres;
mod unique;
mod values_converted;
mod view_in_the_way;
mod without_rows;

const MATRIX: [(&str, [(&str, Outcome); 3]); 56] = [
    ("check", check::ON),
    ("check_values", check_values::ON),
    ("circle_dropped", circle_dropped::ON),
    ("collation", collation::ON),
    ("collation_mysql", collation_mysql::ON),
    ("collation_sqlite", collation_sqlite::ON),
    ("column_added", column_added::ON),
    ("column_dropped", column_dropped::ON),
    ("column_filled", column_filled::ON),
    ("column_renamed", column_renamed::ON),
    ("comments", comments::ON),
    ("default_changed", default_changed::ON),
    ("enum_created", enum_created::ON),
    ("enum_label_added", enum_label_added::ON),
    ("enum_label_removed", enum_label_removed::ON),
    ("enum_label_renamed", enum_label_renamed::ON),
    ("enum_label_used", enum_label_used::ON),
    ("enum_renamed", enum_renamed::ON),
    ("enum_reordered", enum_reordered::ON),
    ("foreign_key", foreign_key::ON),
    ("foreign_key_deferrable", foreign_key_deferrable::ON),
    ("foreign_key_shapes", foreign_key_shapes::ON),
    ("foreign_key_type", foreign_key_type::ON),
    ("generated_stored", generated_stored::ON),
    ("generated_virtual", generated_virtual::ON),
    ("identity", identity::ON),
    ("index", index::ON),
    ("index_methods", index_methods::ON),
    ("index_partial", index_partial::ON),
    ("kept_sqlite", kept_sqlite::ON),
    ("keys_between", keys_between::ON),
    ("many_rows", many_rows::ON),
    ("names", names::ON),
    ("nullability", nullability::ON),
    ("nulls_not_distinct", nulls_not_distinct::ON),
    ("numbers_sqlite", numbers_sqlite::ON),
    ("on_update", on_update::ON),
    ("options_sqlite", options_sqlite::ON),
    ("primary_key", primary_key::ON),
    ("renamed_and_changed", renamed_and_changed::ON),
    ("schemas", schemas::ON),
    ("table_created", table_created::ON),
    ("table_dropped", table_dropped::ON),
    ("table_renamed", table_renamed::ON),
    ("type_converted", type_converted::ON),
    ("type_converted_sqlite", type_converted_sqlite::ON),
    ("type_dependants", type_dependants::ON),
    ("type_narrowed", type_narrowed::ON),
    ("type_viewed", type_viewed::ON),
    ("type_widened", type_widened::ON),
    ("types_mysql", types_mysql::ON),
    ("types_postgres", types_postgres::ON),
    ("unique", unique::ON),
    ("values_converted", values_converted::ON),
    ("view_in_the_way", view_in_the_way::ON),
    ("without_rows", without_rows::ON),
];

#[test]
fn the_matrix_is_whole() {
    case::assert_matrix(&MATRIX);
}
