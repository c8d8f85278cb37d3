//! A column comes in, the builder's calls for it go out.

use super::code::{Code, function, text, word};
use super::statement::{check, custom};
use crate::backend::{Backend, Literal};
use crate::model::{Generated, Storage};
use crate::plan::ColumnCall;
use sea_orm::ColumnType;
use sea_orm::sea_query::{PgInterval, StringLen};

/// `ColumnDef::new("name").uuid().not_null()…`
pub(super) fn column(backend: Backend, call: &ColumnCall) -> Code {
    let ColumnCall {
        name,
        ty,
        not_null,
        default,
        auto_increment,
        primary_key,
        unique,
        check: checked,
        generated,
        using,
        comment,
        extra,
    } = call;
    let mut code = match ty {
        Some(ty) => typed(text(name), &backend.built_type(ty)),
        None => function("ColumnDef::new", [text(name)]),
    };
    code = match not_null {
        Some(true) => code.call("not_null", []),
        Some(false) => code.call("null", []),
        None => code,
    };
    if let Some(default) = default {
        code = code.call("default", [literal(&Literal::read(backend, default, ty.as_ref()))]);
    }
    if *auto_increment {
        code = code.call("auto_increment", []);
    }
    if *primary_key {
        code = code.call("primary_key", []);
    }
    if *unique {
        code = code.call("unique_key", []);
    }
    if let Some(checked) = checked {
        code = code.call("check", [check(checked)]);
    }
    if let Some(Generated { expr, storage }) = generated {
        code = code.call("generated", [custom(expr), word((*storage == Storage::Stored).to_string())]);
    }
    if let Some(using) = using {
        code = code.call("using", [custom(using)]);
    }
    if let Some(comment) = comment {
        code = code.call("comment", [text(comment)]);
    }
    if let Some(extra) = extra {
        code = code.call("extra", [text(extra)]);
    }
    code
}

fn literal(literal: &Literal) -> Code {
    match literal {
        Literal::Bool(value) => word(value.to_string()),
        Literal::Integer(value) if i32::try_from(*value).is_ok() => word(value.to_string()),
        Literal::Integer(value) => word(format!("{value}_i64")),
        Literal::Float(value) => word(format!("{value:?}")),
        Literal::Text(value) => text(value),
        Literal::Null => function("Expr::null", []),
        Literal::CurrentTimestamp => function("Expr::current_timestamp", []),
        Literal::Expression(sql) => function("Expr::cust", [text(sql)]),
    }
}

/// The column with its type: by the method for it, where there is one.
fn typed(name: Code, ty: &ColumnType) -> Code {
    let new = function("ColumnDef::new", [name.clone()]);
    let number = |number: &u32| word(number.to_string());
    let pair = |(precision, scale): &(u32, u32)| [number(precision), number(scale)];
    match ty {
        ColumnType::Char(Some(length)) => new.call("char_len", [number(length)]),
        ColumnType::String(StringLen::N(length)) => new.call("string_len", [number(length)]),
        ColumnType::Decimal(Some(scale)) => new.call("decimal_len", pair(scale)),
        ColumnType::Money(Some(scale)) => new.call("money_len", pair(scale)),
        ColumnType::Binary(length) => new.call("binary_len", [number(length)]),
        ColumnType::VarBinary(StringLen::N(length)) => new.call("var_binary", [number(length)]),
        ColumnType::VarBit(length) => new.call("varbit", [number(length)]),
        ColumnType::Bit(length) => new.call("bit", [option(length.map(|length| word(length.to_string())))]),
        ColumnType::Interval(fields, precision) => new.call(
            "interval",
            [
                option(fields.as_ref().map(|fields| word(format!("PgInterval::{}", interval(fields))))),
                option(precision.map(|precision| word(precision.to_string()))),
            ],
        ),
        ColumnType::Custom(words) => new.call("custom", [text(&words.to_string())]),
        // Its method is there only with a feature that the migration crate need not have.
        ColumnType::Vector(Some(size)) => new.call("custom", [text(&format!("vector({size})"))]),
        ColumnType::Vector(None) => new.call("custom", [text("vector")]),
        ColumnType::Enum { name, variants } => {
            let labels = variants.iter().map(|label| text(&label.to_string())).collect();
            new.call("enumeration", [text(&name.to_string()), Code::Array(labels)])
        }
        ColumnType::Array(element) => new.call("array", [type_of(element)]),
        plain => match plain_type(plain) {
            Some((method, _)) => new.call(method, []),
            None => function("ColumnDef::new_with_type", [name, type_of(plain)]),
        },
    }
}

/// A type as a value.
fn type_of(ty: &ColumnType) -> Code {
    let number = |number: &u32| word(number.to_string());
    let scale = |name: &str, scale: &(u32, u32)| {
        let scale = Code::Tuple(vec![number(&scale.0), number(&scale.1)]);
        function(format!("ColumnType::{name}"), [option(Some(scale))])
    };
    match ty {
        ColumnType::Char(Some(length)) => function("ColumnType::Char", [option(Some(number(length)))]),
        ColumnType::Char(None) => word("ColumnType::Char(None)"),
        ColumnType::String(length) => function("ColumnType::String", [string_length(*length)]),
        ColumnType::VarBinary(length) => function("ColumnType::VarBinary", [string_length(*length)]),
        ColumnType::Decimal(Some(of)) => scale("Decimal", of),
        ColumnType::Decimal(None) => word("ColumnType::Decimal(None)"),
        ColumnType::Money(Some(of)) => scale("Money", of),
        ColumnType::Money(None) => word("ColumnType::Money(None)"),
        ColumnType::Binary(length) => function("ColumnType::Binary", [number(length)]),
        ColumnType::VarBit(length) => function("ColumnType::VarBit", [number(length)]),
        ColumnType::Bit(length) => function("ColumnType::Bit", [option(length.as_ref().map(number))]),
        ColumnType::Interval(fields, precision) => function(
            "ColumnType::Interval",
            [
                option(fields.as_ref().map(|fields| word(format!("PgInterval::{}", interval(fields))))),
                option(precision.as_ref().map(number)),
            ],
        ),
        ColumnType::Custom(words) => function("ColumnType::custom", [text(&words.to_string())]),
        ColumnType::Vector(Some(size)) => function("ColumnType::custom", [text(&format!("vector({size})"))]),
        ColumnType::Vector(None) => function("ColumnType::custom", [text("vector")]),
        // An enum inside an array is written by its name.
        ColumnType::Enum { name, .. } => function("ColumnType::custom", [text(&name.to_string())]),
        ColumnType::Array(element) => {
            function("ColumnType::Array", [function("RcOrArc::new", [type_of(element)])])
        }
        plain => match plain_type(plain) {
            Some((_, variant)) => word(format!("ColumnType::{variant}")),
            None => function("ColumnType::custom", [text(&format!("{plain:?}"))]),
        },
    }
}

fn string_length(length: StringLen) -> Code {
    match length {
        StringLen::N(length) => function("StringLen::N", [word(length.to_string())]),
        StringLen::Max => word("StringLen::Max"),
        StringLen::None => word("StringLen::None"),
    }
}

fn option(value: Option<Code>) -> Code {
    match value {
        Some(value) => function("Some", [value]),
        None => word("None"),
    }
}

/// The method and the variant of a type without arguments.
fn plain_type(ty: &ColumnType) -> Option<(&'static str, &'static str)> {
    Some(match ty {
        ColumnType::Char(None) => ("char", "Char(None)"),
        ColumnType::String(StringLen::None) => ("string", "String(StringLen::None)"),
        ColumnType::Decimal(None) => ("decimal", "Decimal(None)"),
        ColumnType::Money(None) => ("money", "Money(None)"),
        ColumnType::Text => ("text", "Text"),
        ColumnType::Blob => ("blob", "Blob"),
        ColumnType::TinyInteger => ("tiny_integer", "TinyInteger"),
        ColumnType::SmallInteger => ("small_integer", "SmallInteger"),
        ColumnType::Integer => ("integer", "Integer"),
        ColumnType::BigInteger => ("big_integer", "BigInteger"),
        ColumnType::TinyUnsigned => ("tiny_unsigned", "TinyUnsigned"),
        ColumnType::SmallUnsigned => ("small_unsigned", "SmallUnsigned"),
        ColumnType::Unsigned => ("unsigned", "Unsigned"),
        ColumnType::BigUnsigned => ("big_unsigned", "BigUnsigned"),
        ColumnType::Float => ("float", "Float"),
        ColumnType::Double => ("double", "Double"),
        ColumnType::DateTime => ("date_time", "DateTime"),
        ColumnType::Timestamp => ("timestamp", "Timestamp"),
        ColumnType::TimestampWithTimeZone => ("timestamp_with_time_zone", "TimestampWithTimeZone"),
        ColumnType::Time => ("time", "Time"),
        ColumnType::Date => ("date", "Date"),
        ColumnType::Year => ("year", "Year"),
        ColumnType::Boolean => ("boolean", "Boolean"),
        ColumnType::Json => ("json", "Json"),
        ColumnType::JsonBinary => ("json_binary", "JsonBinary"),
        ColumnType::Uuid => ("uuid", "Uuid"),
        ColumnType::Cidr => ("cidr", "Cidr"),
        ColumnType::Inet => ("inet", "Inet"),
        ColumnType::MacAddr => ("mac_address", "MacAddr"),
        ColumnType::LTree => ("ltree", "LTree"),
        _ => return None,
    })
}

fn interval(fields: &PgInterval) -> String {
    format!("{fields:?}")
}
