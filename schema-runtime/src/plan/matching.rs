//! Two lists of the same noun come in; what of them goes, comes, or has another name alone goes out.

/// What happens to the constraints of a kind.
pub(super) struct Changes<'a, T> {
    /// Positions of those that go.
    pub(super) gone: Vec<usize>,
    pub(super) new: Vec<&'a T>,
    /// Those that are there, and are to count for all rows.
    pub(super) validated: Vec<&'a T>,
}

impl<T> Changes<'_, T> {
    /// Leaves those that only have to be validated where they are.
    pub(super) fn validating(mut self, from: &[T], validates: impl Fn(&T, &T) -> bool) -> Self {
        let Self { gone, new, validated } = &mut self;
        gone.retain(|&at| match new.iter().position(|to| validates(&from[at], to)) {
            Some(position) => {
                validated.push(new.remove(position));
                false
            }
            None => true,
        });
        self
    }
}

/// Positions in `from` and items of `to` that have no equal on the other side, or are unsettled and come again.
pub(super) fn unmatched<'a, T, K: PartialEq>(
    from: &[T],
    to: &'a [T],
    key: impl Fn(&T) -> K,
    unsettled: impl Fn(&T) -> bool,
) -> (Vec<usize>, Vec<&'a T>) {
    let mut new: Vec<_> = to.iter().map(|item| (key(item), item)).collect();
    let mut gone = Vec::new();
    for (position, item) in from.iter().enumerate() {
        let same = key(item);
        match new.iter().position(|(key, _)| *key == same) {
            Some(at) if !unsettled(item) => {
                new.remove(at);
            }
            Some(_) | None => gone.push(position),
        }
    }
    (gone, new.into_iter().map(|(_, item)| item).collect())
}

/// Of what stays and what comes, those that differ by their names alone, and whose new name nothing has yet.
pub(super) fn renamed<'a, T, K: PartialEq>(
    stay: impl Iterator<Item = &'a T>,
    mut new: Vec<&'a T>,
    all: &[T],
    nameless: impl Fn(&T) -> K,
    name: impl Fn(&T) -> Option<&String>,
) -> Vec<(&'a T, &'a T)> {
    let mut renames = Vec::new();
    for from in stay.filter(|from| name(from).is_some()) {
        let taken = |to: &T| name(to).is_none() || all.iter().any(|other| name(other) == name(to));
        if let Some(at) = new.iter().position(|to| nameless(to) == nameless(from) && !taken(to)) {
            renames.push((from, new.remove(at)));
        }
    }
    renames
}
