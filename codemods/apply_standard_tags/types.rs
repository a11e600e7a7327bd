//! The resource types that take tags, as each version of the provider has them.

use std::collections::HashMap;
use std::sync::LazyLock;

/// How a type takes its tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// As an object: `{ Name: 'x' }`.
    Map,
    /// As a list of objects with a key and a value.
    List,
}

/// A line for each type: its token, the major versions whose resource has `tags`, and `list` where they are one. A witness holds
/// it to the provider's typings.
const TYPES: &str = include_str!("types.txt");

static BY_TOKEN: LazyLock<HashMap<&str, (&str, Shape)>> = LazyLock::new(|| {
    let lines = TYPES.lines().filter_map(|line| {
        let mut words = line.split(' ');
        let (token, majors) = (words.next()?, words.next()?);
        let shape = match words.next() {
            Some(_) => Shape::List,
            None => Shape::Map,
        };
        Some((token, (majors, shape)))
    });
    lines.collect()
});

/// Objects in a bucket take ten tags at most, and each is paid for.
const LEFT_ALONE: [&str; 3] = [
    "aws:s3/bucketObject:BucketObject",
    "aws:s3/bucketObjectv2:BucketObjectv2",
    "aws:s3/objectCopy:ObjectCopy",
];

/// How resources of the type take tags; `None` where they take none. Of a version that is not known every type is taken
/// that any version has, and later ones are taken to be as the last known one.
pub(super) fn shape_of(token: &str, major: Option<u32>) -> Option<Shape> {
    if LEFT_ALONE.contains(&token) {
        return None;
    }
    // A function that is written in place takes what any function takes.
    let token = match token {
        "aws:lambda/callbackFunction:CallbackFunction" => "aws:lambda/function:Function",
        token => token,
    };
    let (majors, shape) = BY_TOKEN.get(token)?;
    let has = |major: u32| {
        let known = major.clamp(5, 7).to_string();
        majors.contains(&known)
    };
    major.is_none_or(has).then_some(*shape)
}

#[cfg(test)]
mod tests {
    use super::{Shape, TYPES, shape_of};

    #[test]
    fn types_are_known_by_version() {
        let table = "aws:dynamodb/table:Table";
        assert_eq!(shape_of(table, None), Some(Shape::Map));
        assert_eq!(shape_of(table, Some(8)), Some(Shape::Map));
        let group = "aws:autoscaling/group:Group";
        assert_eq!(shape_of(group, Some(6)), Some(Shape::List));
        assert_eq!(shape_of("aws:iam/rolePolicy:RolePolicy", None), None);
        let point = "aws:s3/accessPoint:AccessPoint";
        assert_eq!(shape_of(point, Some(6)), None);
        assert_eq!(shape_of(point, Some(7)), Some(Shape::Map));
        let lines: Vec<&str> = TYPES.lines().collect();
        assert!(lines.is_sorted() && lines.len() > 500);
    }
}
