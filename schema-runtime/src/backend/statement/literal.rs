//! The text of a default comes in; the value, keyword or expression that the builder is given for it goes out.

use crate::backend::Backend;
use crate::model::Expr;
use sea_orm::ColumnType;
use sea_orm::sea_query::{self, MysqlQueryBuilder, PostgresQueryBuilder, QueryBuilder, SqliteQueryBuilder};

/// A default, as the builder takes it: only a value or a keyword is written without parentheses.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal {
    Bool(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    Null,
    CurrentTimestamp,
    /// Anything else.
    Expression(String),
}

impl Literal {
    /// What `text` is; a value only if the builder writes it again as it stands.
    pub(crate) fn read(backend: Backend, text: &Expr, ty: Option<&ColumnType>) -> Self {
        let text = text.as_str();
        let expression = || Self::Expression(text.to_owned());
        if backend == Backend::MySql && ty.is_some_and(needs_parentheses) {
            return expression();
        }
        Self::candidate(text)
            .filter(|literal| literal.text(backend).eq_ignore_ascii_case(text))
            .filter(|literal| !matches!(literal, Self::Text(_)) || literal.text(backend) == text)
            .unwrap_or_else(expression)
    }

    fn candidate(text: &str) -> Option<Self> {
        if let Some(inner) = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')) {
            return Some(Self::Text(inner.replace("''", "'")));
        }
        if let Ok(value) = text.parse::<i64>() {
            return Some(Self::Integer(value));
        }
        match text.to_ascii_lowercase().as_str() {
            "true" => Some(Self::Bool(true)),
            "false" => Some(Self::Bool(false)),
            "null" => Some(Self::Null),
            "current_timestamp" => Some(Self::CurrentTimestamp),
            _ if text.starts_with(|c: char| c.is_ascii_digit() || c == '-') => {
                text.parse().ok().map(Self::Float)
            }
            _ => None,
        }
    }

    /// For the builder.
    pub(crate) fn expr(&self) -> sea_query::Expr {
        match self {
            Self::Bool(value) => sea_query::Expr::val(*value),
            Self::Integer(value) => sea_query::Expr::val(*value),
            Self::Float(value) => sea_query::Expr::val(*value),
            Self::Text(value) => sea_query::Expr::val(value.as_str()),
            Self::Null => sea_query::Expr::null(),
            Self::CurrentTimestamp => sea_query::Expr::current_timestamp(),
            Self::Expression(text) => sea_query::Expr::cust(text.clone()),
        }
    }

    fn text(&self, backend: Backend) -> String {
        let mut text = String::new();
        let expr = self.expr();
        match backend {
            Backend::Postgres => PostgresQueryBuilder.prepare_expr(&expr, &mut text),
            Backend::MySql => MysqlQueryBuilder.prepare_expr(&expr, &mut text),
            Backend::Sqlite => SqliteQueryBuilder.prepare_expr(&expr, &mut text),
        }
        text
    }
}

/// MySQL gives a text, blob or JSON column a default only as an expression.
fn needs_parentheses(ty: &ColumnType) -> bool {
    matches!(
        ty,
        ColumnType::Text
            | ColumnType::Blob
            | ColumnType::Json
            | ColumnType::JsonBinary
            | ColumnType::Custom(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Literal {
        Literal::read(Backend::Postgres, &Expr::new(text), None)
    }

    #[test]
    fn a_literal_is_read_only_if_it_is_written_the_same() {
        assert_eq!(read("'active'"), Literal::Text("active".to_owned()));
        assert_eq!(read("'it''s'"), Literal::Expression("'it''s'".to_owned()));
        assert_eq!(read("'a' || 'b'"), Literal::Expression("'a' || 'b'".to_owned()));
        assert_eq!(read("-1"), Literal::Integer(-1));
        assert_eq!(read("007"), Literal::Expression("007".to_owned()));
        assert_eq!(read("0.5"), Literal::Float(0.5));
        assert_eq!(read("1.50"), Literal::Expression("1.50".to_owned()));
        assert_eq!(read("false"), Literal::Bool(false));
        assert_eq!(read("NULL"), Literal::Null);
        assert_eq!(read("current_timestamp"), Literal::CurrentTimestamp);
        assert_eq!(read("now()"), Literal::Expression("now()".to_owned()));
    }

    #[test]
    fn mysql_wants_an_expression_for_a_text_column() {
        let text = Expr::new("'x'");
        assert_eq!(
            Literal::read(Backend::MySql, &text, Some(&ColumnType::Text)),
            Literal::Expression("'x'".to_owned())
        );
        assert_eq!(
            Literal::read(Backend::MySql, &text, Some(&ColumnType::string(Some(8)))),
            Literal::Text("x".to_owned())
        );
    }
}
