//! Tables that are called in the singular among others in the plural, or the other way round. Tables of pairs
//! (`user_role`) are left out, and words that stand in either number.

use super::Finding;
use super::noun::Number;
use super::subject::{Subject, Subjects};
use crate::model::Rule;

pub(super) fn find(subjects: &Subjects) -> Vec<Finding> {
    let told = subjects.tables.iter().filter(|subject| !subject.is_junction()).filter_map(|subject| {
        let number = Number::of(&subject.table.name.name)?;
        Some((subject, number))
    });
    let (plural, singular): (Vec<_>, Vec<_>) = told.partition(|(_, number)| *number == Number::Plural);
    let (few, many) = if plural.len() < singular.len() { (plural, singular) } else { (singular, plural) };
    let Some(&(example, number)) = many.first() else { return Vec::new() };
    let says = |(subject, odd): (&Subject, Number)| {
        let others = match many.len() {
            1 => format!("`{}` is", example.table.name),
            others => format!("{others} tables like `{}` are", example.table.name),
        };
        let says = format!("called in the {}, and {others} in the {}", odd.noun(), number.noun());
        let remedy = "name it like the others (`renamed_from` keeps its rows)";
        Finding::of_table(Rule::SingularAndPlural, subject, says, remedy)
    };
    few.into_iter().map(says).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found_by, key, table};
    use super::*;

    #[test]
    fn the_odd_one_out_is_found() {
        let named = |name| table(name, &["id"]);
        assert_eq!(found_by(find, ["users", "orders", "invoice"].map(named)), ["invoice"]);
        assert_eq!(found_by(find, ["user", "order", "invoices"].map(named)), ["invoices"]);
    }

    #[test]
    fn pairs_and_words_in_either_number_are_not() {
        let named = |name| table(name, &["id"]);
        let mut user_role = table("user_role", &["user_id", "role_id"]);
        user_role.primary_key.as_mut().expect("one").columns =
            vec!["user_id".to_owned(), "role_id".to_owned()];
        user_role.foreign_keys =
            vec![key(&["user_id"], "users", &["id"]), key(&["role_id"], "roles", &["id"])];
        let tables = ["users", "roles", "login_history", "metadata"].map(named);
        assert_eq!(found_by(find, tables.into_iter().chain([user_role])), [""; 0]);
    }
}
