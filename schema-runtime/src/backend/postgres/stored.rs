//! An expression as the server shows it comes in; in words that the server stores the same again, it goes out.

use crate::model::Expr;

/// The server shows `code IN ('a', 'b')` over a `varchar` as `(code)::text = ANY ((ARRAY['a'::character varying,
/// 'b'::character varying])::text[])`; read again, the cast of an array that is written out becomes one of each of its
/// elements, and is shown so from then on. With the array's own type between, it stays where it is.
pub(super) fn stored(text: &str) -> Expr {
    let mut rest = text;
    let mut written = String::new();
    while let Some(start) = rest.find("(ARRAY[") {
        let inside = start + "(ARRAY[".len();
        let Some((elements, end)) = elements(&rest[inside..]) else { break };
        let end = inside + end;
        written.push_str(&rest[..end]);
        rest = &rest[end..];
        if let (Some(ty), true) = (type_of(&elements), rest.starts_with(")::")) {
            written.push_str(&format!("::{ty}[]"));
        }
    }
    written.push_str(rest);
    Expr::new(written)
}

/// What stands between brackets, and where the second one ends; none where it is not as the server writes it.
fn elements(text: &str) -> Option<(Vec<&str>, usize)> {
    let (mut elements, mut start, mut depth, mut quoted) = (Vec::new(), 0, 0_u32, None);
    for (at, c) in text.char_indices() {
        match (quoted, c) {
            (Some(quote), c) => quoted = Some(quote).filter(|quote| *quote != c),
            (None, '\'' | '"') => quoted = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ']') if depth == 0 => {
                elements.push(text[start..at].trim());
                return Some((elements, at + 1));
            }
            (None, ')' | ']') => depth = depth.checked_sub(1)?,
            (None, ',') if depth == 0 => {
                elements.push(text[start..at].trim());
                start = at + 1;
            }
            (None, _) => {}
        }
    }
    None
}

/// The type that strings are all cast to.
fn type_of<'a>(elements: &[&'a str]) -> Option<&'a str> {
    let mut types = elements.iter().map(|element| {
        let (string, ty) = element.rsplit_once("::")?;
        let is_plain = !ty.is_empty() && ty.chars().all(|c| c == ' ' || c.is_ascii_lowercase());
        (string.starts_with('\'') && string.ends_with('\'') && is_plain).then_some(ty)
    });
    let first = types.next()??;
    types.all(|ty| ty == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t30_an_array_that_is_cast_as_a_whole_keeps_its_cast() {
        for (shown, words) in [
            (
                "((code)::text = ANY ((ARRAY['a]'::character varying, 'it''s'::character varying])::text[]))",
                "((code)::text = ANY ((ARRAY['a]'::character varying, 'it''s'::character varying]::character varying[])::text[]))",
            ),
            ("(code = ANY (ARRAY['a'::text, 'b'::text]))", "(code = ANY (ARRAY['a'::text, 'b'::text]))"),
            ("(f((ARRAY[a, b])::text[]))", "(f((ARRAY[a, b])::text[]))"),
            ("('(ARRAY['::text = code)", "('(ARRAY['::text = code)"),
        ] {
            assert_eq!(stored(shown).as_str(), words);
        }
    }
}
