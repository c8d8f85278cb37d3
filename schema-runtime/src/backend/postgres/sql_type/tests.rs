use super::*;
use crate::backend::postgres::Server;
use crate::backend::spell::Words;
use std::collections::BTreeSet;

fn server() -> Server {
    Server::new(150_000, vec!["public".to_owned()], &BTreeSet::new())
}

#[test]
fn t18_t21_what_people_write_is_what_the_server_says() {
    for (written, spelled) in [
        ("int4", "integer"),
        ("INT", "integer"),
        ("int2[]", "smallint[]"),
        ("int8 ARRAY", "bigint[]"),
        ("integer[3][]", "integer[]"),
        ("float", "double precision"),
        ("float(24)", "real"),
        ("FLOAT(25)", "double precision"),
        ("float4", "real"),
        ("bool", "boolean"),
        ("decimal", "numeric"),
        ("decimal(10)", "numeric(10,0)"),
        ("dec (10, 2)", "numeric(10,2)"),
        ("char", "character(1)"),
        ("character  varying", "character varying"),
        ("varchar(20)[]", "character varying(20)[]"),
        ("National Character Varying (3)", "character varying(3)"),
        ("bpchar", "bpchar"),
        ("bpchar(4)", "character(4)"),
        ("\"char\"", "\"char\""),
        ("bit", "bit(1)"),
        ("varbit(3)", "bit varying(3)"),
        ("bit varying", "bit varying"),
        ("timestamp", "timestamp without time zone"),
        ("timestamptz(3)", "timestamp with time zone(3)"),
        ("timestamp(3) with time zone", "timestamp with time zone(3)"),
        ("timestamptz(6)", "timestamp with time zone"),
        ("time(6)", "time without time zone"),
        ("interval", "interval"),
        ("INTERVAL DAY TO SECOND (3)", "interval day to second(3)"),
        ("interval(6)", "interval"),
        ("citext", "citext"),
        ("public.citext", "citext"),
        ("Extra.CiText", "extra.citext"),
        ("\"Extra\".\"We\"\"ird (x)\"", "Extra.We\"ird (x)"),
        ("pg_catalog.int4", "integer"),
        ("vector(3)", "vector(3)"),
        ("geometry(Point, 4326)", "geometry(Point,4326)"),
        ("serial", "integer"),
    ] {
        let ty = server().column_type(&ColumnType::custom(written)).expect("it is a type");
        assert_eq!(ty.to_string(), spelled, "{written}");
    }
}

#[test]
fn the_sql_of_a_type_is_read_as_the_type() {
    for text in [
        "integer",
        "character varying(20)[]",
        "timestamp(3) with time zone",
        "time(0) without time zone",
        "interval day to second(3)",
        "interval(2)",
        "numeric(10,2)",
        "bit varying",
        "\"char\"",
        "bpchar",
        "citext",
        "\"user\"",
        "\"Mood\"[]",
        "other.\"Mo\"\"od\"",
        "geometry(Point,4326)",
        "extra.vector(3)",
    ] {
        assert_eq!(write(&read(text)), text);
    }
}

#[test]
fn seaorms_type_of_a_spelling_is_spelled_the_same() {
    for (spelled, built) in [
        ("character varying(255)", ColumnType::String(StringLen::N(255))),
        ("character varying", ColumnType::String(StringLen::None)),
        ("text", ColumnType::Text),
        ("character(1)", ColumnType::Char(Some(1))),
        ("bpchar", ColumnType::custom("bpchar")),
        ("smallint", ColumnType::SmallInteger),
        ("integer", ColumnType::Integer),
        ("bigint", ColumnType::BigInteger),
        ("real", ColumnType::Float),
        ("double precision", ColumnType::Double),
        ("numeric", ColumnType::Decimal(None)),
        ("numeric(10,2)", ColumnType::Decimal(Some((10, 2)))),
        ("numeric(3,-2)", ColumnType::custom("numeric(3,-2)")),
        ("boolean", ColumnType::Boolean),
        ("date", ColumnType::Date),
        ("time without time zone", ColumnType::Time),
        ("time with time zone", ColumnType::custom("time with time zone")),
        ("timestamp without time zone", ColumnType::Timestamp),
        ("timestamp with time zone", ColumnType::TimestampWithTimeZone),
        ("timestamp(3) with time zone", ColumnType::custom("timestamp(3) with time zone")),
        ("interval", ColumnType::Interval(None, None)),
        ("interval(3)", ColumnType::Interval(None, Some(3))),
        ("interval year to month", ColumnType::Interval(Some(PgInterval::YearToMonth), None)),
        ("interval day to second(3)", ColumnType::Interval(Some(PgInterval::DayToSecond), Some(3))),
        ("uuid", ColumnType::Uuid),
        ("json", ColumnType::Json),
        ("jsonb", ColumnType::JsonBinary),
        ("bytea", ColumnType::Blob),
        ("bit(3)", ColumnType::Bit(Some(3))),
        ("bit varying(3)", ColumnType::VarBit(3)),
        ("bit varying", ColumnType::custom("bit varying")),
        ("money", ColumnType::Money(None)),
        ("cidr", ColumnType::Cidr),
        ("inet", ColumnType::Inet),
        ("macaddr", ColumnType::MacAddr),
        ("ltree", ColumnType::LTree),
        ("vector(3)", ColumnType::Vector(Some(3))),
        ("text[]", ColumnType::Array(RcOrArc::new(ColumnType::Text))),
        ("\"Mood\"[]", ColumnType::Array(RcOrArc::new(ColumnType::custom("\"Mood\"")))),
        ("other.citext", ColumnType::custom("other.citext")),
        ("tsvector", ColumnType::custom("tsvector")),
    ] {
        let ty = read(spelled);
        assert_eq!(column_type(&ty), built, "{spelled}");
        assert_eq!(server().column_type(&built), Ok(ty), "{spelled}");
    }
}
