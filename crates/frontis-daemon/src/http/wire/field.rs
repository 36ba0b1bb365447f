//! The fields of a page: texts, numbers, truth values, dates, arrays of these, and intervals of years.

use std::collections::BTreeMap;

use frontis::FieldValue;
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

/// An object of fields; a scalar that is a facet is an array of one.
#[derive(Debug, Clone, Copy)]
pub struct FieldsBody<'a> {
    fields: &'a BTreeMap<String, FieldValue>,
    facets: &'a [String],
}

impl<'a> FieldsBody<'a> {
    /// The body of `fields` in a collection with these facets.
    pub fn new(fields: &'a BTreeMap<String, FieldValue>, facets: &'a [String]) -> Self {
        Self { fields, facets }
    }
}

impl Serialize for FieldsBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.fields.len()))?;
        for (name, value) in self.fields {
            let scalar = !matches!(value, FieldValue::List(_) | FieldValue::Years { .. });
            if scalar && self.facets.contains(name) {
                map.serialize_entry(name, &[ValueBody(value)])?;
            } else {
                map.serialize_entry(name, &ValueBody(value))?;
            }
        }
        map.end()
    }
}

struct ValueBody<'a>(&'a FieldValue);

impl Serialize for ValueBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            FieldValue::Text(text) => serializer.serialize_str(text),
            FieldValue::Number(number) => NumberBody(*number).serialize(serializer),
            FieldValue::Bool(value) => serializer.serialize_bool(*value),
            FieldValue::Date(date) => serializer.collect_str(date),
            FieldValue::List(items) => serializer.collect_seq(items.iter().map(ValueBody)),
            FieldValue::Years { start, end } => {
                let mut years = serializer.serialize_struct("Years", 2)?;
                years.serialize_field("start", start)?;
                years.serialize_field("end", end)?;
                years.end()
            }
        }
    }
}

/// A number that prints without a fraction where it has none.
pub(super) struct NumberBody(pub(super) f64);

/// Integers up to here are exact in a double, and in JavaScript.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Serialize for NumberBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() <= EXACT {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use frontis::content::Date;

    use super::*;

    #[test]
    fn each_kind_of_value_has_its_json() {
        let fields = BTreeMap::from([
            ("budget".to_owned(), FieldValue::Number(12.5)),
            ("client".to_owned(), FieldValue::Text("World Bank".to_owned())),
            ("count".to_owned(), FieldValue::Number(7.0)),
            ("day".to_owned(), FieldValue::Date(Date::parse("2016-01-21 22:40:52 Z").unwrap())),
            ("level".to_owned(), FieldValue::Number(3.0)),
            ("live".to_owned(), FieldValue::Bool(true)),
            ("open".to_owned(), FieldValue::Years { start: 2005, end: None }),
            (
                "regions".to_owned(),
                FieldValue::List(vec![FieldValue::Text("Asia".to_owned()), FieldValue::Number(2.0)]),
            ),
            ("years".to_owned(), FieldValue::Years { start: 2005, end: Some(2012) }),
        ]);
        let facets = ["client", "level", "regions", "years"].map(str::to_owned);
        let json = serde_json::to_string_pretty(&FieldsBody::new(&fields, &facets)).unwrap();
        insta::assert_snapshot!(json);
    }
}
