//! Code that is the same program in both languages.

/// An expression.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Text, to be quoted.
    Text(String),
    /// Code in TypeScript and in Python.
    Code(String, String),
    Object(Object),
    List(Vec<Value>),
    /// What stands before the value, the value, and what stands behind it.
    Around((String, String), Box<Value>, (String, String)),
    /// `c ? a : b`.
    Choice((String, String), Box<Value>, Box<Value>),
    /// The construction of a resource: module, class, logical name, arguments, options.
    Resource(Resource),
}

#[derive(Clone, Debug)]
pub(super) struct Resource {
    pub(super) module: &'static str,
    pub(super) class: &'static str,
    pub(super) name: Box<Value>,
    pub(super) arguments: Object,
    pub(super) options: Option<Object>,
}

/// An object or a dict, or the arguments of a resource.
#[derive(Clone, Debug, Default)]
pub(super) struct Object {
    pub(super) entries: Vec<Entry>,
    /// Whether each entry stands on a line of its own; comments make it so anyway.
    pub(super) open: bool,
    /// The class of `pulumi_aws` that Python may use for it.
    pub(super) class: Option<&'static str>,
}

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: Key,
    pub(super) value: Value,
    pub(super) comments: Comments,
}

#[derive(Clone, Debug)]
pub(super) enum Key {
    /// A property of the provider: snake_case in Python.
    Name(String),
    /// A key that the user chose.
    Data(String),
    /// `...value`, `**value`.
    Spread,
}

/// The comments around an entry or a statement, without what opens them.
#[derive(Clone, Debug, Default)]
pub(super) struct Comments {
    pub(super) above: Vec<String>,
    pub(super) after: Option<String>,
    /// Before the value, where the language has such comments.
    pub(super) within: Option<String>,
}

#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub(super) form: Form,
    pub(super) comments: Comments,
    /// Blank lines above it.
    pub(super) blank: usize,
}

#[derive(Clone, Debug)]
pub(super) enum Form {
    /// `const name = value`, or `export const` of it.
    Declare {
        name: String,
        value: Value,
        exported: bool,
    },
    /// A value by itself.
    Bare(Value),
    /// `target = value`.
    Assign((String, String), Value),
    /// `export const name = value`, `pulumi.export("name", value)`.
    Export(String, Value),
    /// Lines around a body, which is one level deeper; Python has no last line.
    Block {
        open: (String, String),
        body: Vec<Statement>,
        close: String,
    },
}

/// The same code in both languages.
pub(super) fn code(text: impl Into<String>) -> Value {
    let text = text.into();
    Value::Code(text.clone(), text)
}

/// Code that differs.
pub(super) fn codes(ts: impl Into<String>, py: impl Into<String>) -> Value {
    Value::Code(ts.into(), py.into())
}

pub(super) fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

pub(super) fn both(ts: &str, py: &str) -> (String, String) {
    (ts.to_owned(), py.to_owned())
}

impl Statement {
    pub(super) fn of(form: Form) -> Self {
        Self {
            form,
            comments: Comments::default(),
            blank: 0,
        }
    }
}

impl Entry {
    pub(super) fn name(key: &str, value: Value) -> Self {
        Self::of(Key::Name(key.to_owned()), value)
    }

    pub(super) fn data(key: &str, value: Value) -> Self {
        Self::of(Key::Data(key.to_owned()), value)
    }

    pub(super) fn spread(value: Value) -> Self {
        Self::of(Key::Spread, value)
    }

    fn of(key: Key, value: Value) -> Self {
        Self {
            key,
            value,
            comments: Comments::default(),
        }
    }
}

/// `versioningConfiguration` as Python writes it.
pub(super) fn snake(name: &str) -> String {
    let mut snake = String::new();
    for character in name.chars() {
        if character.is_uppercase() {
            snake.push('_');
        }
        snake.extend(character.to_lowercase());
    }
    snake
}
