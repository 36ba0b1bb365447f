//! The parameters of a request as names and texts, however they came.

use serde_json::Value;

use crate::http::problem::{ApiError, Problem};

/// Names and values in the order sent; a name may repeat.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParameterList(Vec<(String, String)>);

impl ParameterList {
    /// Reads a query string or a form body. Never fails: bytes that are not UTF-8 become U+FFFD.
    pub fn from_form(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// Reads a JSON object: an array repeats its name, an empty array is one empty value, `null` is absent.
    ///
    /// # Errors
    /// `body_invalid` for anything but an object of texts, numbers, truth values and arrays of these.
    pub fn from_json(body: &[u8]) -> Result<Self, ApiError> {
        let value: Value = serde_json::from_slice(body)
            .map_err(|error| ApiError::new(Problem::BodyInvalid, format!("the body is not JSON: {error}")))?;
        let Value::Object(object) = value else {
            return Err(ApiError::new(Problem::BodyInvalid, "the body is not a JSON object")
                .hint("{\"q\": \"clean water\", \"limit\": 10}"));
        };
        let mut list = Self::default();
        for (name, value) in object {
            match value {
                Value::Null => {}
                Value::Array(items) if items.is_empty() => list.push(&name, String::new()),
                Value::Array(items) => {
                    for item in items {
                        let text = scalar(&name, item)?;
                        list.push(&name, text);
                    }
                }
                single => {
                    let text = scalar(&name, single)?;
                    list.push(&name, text);
                }
            }
        }
        Ok(list)
    }

    /// Appends the parameters of `other`.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The parameters in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The first value of `name`.
    pub fn first(&self, name: &str) -> Option<&str> {
        self.iter().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// Keeps the parameters whose name passes `keep`.
    #[must_use]
    pub fn filtered(mut self, keep: impl Fn(&str) -> bool) -> Self {
        self.0.retain(|(name, _)| keep(name));
        self
    }

    /// Appends a parameter.
    #[must_use]
    pub fn with(mut self, name: &str, value: String) -> Self {
        self.push(name, value);
        self
    }

    fn push(&mut self, name: &str, value: String) {
        self.0.push((name.to_owned(), value));
    }
}

fn scalar(name: &str, value: Value) -> Result<String, ApiError> {
    match value {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(value) => Ok(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => {
            Err(ApiError::new(Problem::BodyInvalid, format!("{name:?} is not a text, a number or an array of these"))
                .parameter(name))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_string_and_a_body_give_the_same_list() {
        let query = ParameterList::from_form(b"facets=&limit=5&q=a+%22b%22&regions=Africa&regions=Asia");
        let body = ParameterList::from_json(
            br#"{"facets": [], "limit": 5, "q": "a \"b\"", "regions": ["Africa", "Asia"], "sort": null}"#,
        );
        assert_eq!(Ok(query), body);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_replaced() {
        assert_eq!(ParameterList::from_form(b"q=%ff%fe").first("q"), Some("\u{fffd}\u{fffd}"));
    }

    #[test]
    fn bodies_that_are_no_objects_of_scalars_are_refused() {
        for body in ["", "[]", "\"q\"", "{", "{\"q\": {}}", "{\"q\": [[1]]}", "{\"q\": [null]}"] {
            let error = ParameterList::from_json(body.as_bytes()).unwrap_err();
            assert_eq!(error.problem, Problem::BodyInvalid, "{body}");
        }
        let deep = "[".repeat(30_000);
        assert_eq!(ParameterList::from_json(deep.as_bytes()).unwrap_err().problem, Problem::BodyInvalid);
    }
}
