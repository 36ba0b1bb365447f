//! The filter language: `regions = "Asia" AND years IN 2010..2014 AND NOT client EXISTS`. The module `query` has the
//! grammar.

use std::fmt;

use super::MAX_DEPTH;

/// The longest filter, in bytes.
const MAX_BYTES: usize = 4_096;

/// A condition on fields, read and not yet checked against a collection.
///
/// [The module](super) has the grammar. Columns are 1-based, in Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// All hold.
    And(Vec<Filter>),
    /// At least one holds.
    Or(Vec<Filter>),
    /// It does not hold.
    Not(Box<Filter>),
    /// The field has a value.
    Exists {
        /// The field as written.
        field: String,
        /// Where it stands.
        column: usize,
    },
    /// A value of the field compares so with the value given.
    Compare {
        /// The field as written.
        field: String,
        /// Where the field stands.
        column: usize,
        /// How.
        comparison: Comparison,
        /// With what.
        value: String,
        /// Where the value stands.
        value_column: usize,
    },
    /// A value of the field is one of these; never empty.
    OneOf {
        /// The field as written.
        field: String,
        /// Where it stands.
        column: usize,
        /// The values.
        values: Vec<String>,
    },
    /// A value of the field lies between these, both included.
    Between {
        /// The field as written.
        field: String,
        /// Where it stands.
        column: usize,
        /// The least.
        low: String,
        /// The greatest.
        high: String,
        /// Where the least stands.
        value_column: usize,
    },
}

/// How a value compares; `!=` is read as `NOT … =`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// Why a filter cannot be read. Displays as `column 9: expected …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterError {
    /// 1-based, in Unicode scalar values.
    pub column: usize,
    /// What was expected there.
    pub message: String,
}

impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}: {}", self.column, self.message)
    }
}

impl std::error::Error for FilterError {}

impl Filter {
    /// Reads a filter of at most 4,096 bytes and four levels of parentheses, in O(length).
    ///
    /// ```
    /// use frontis::query::Filter;
    ///
    /// let filter = Filter::parse("regions IN [Asia, Africa] AND NOT client EXISTS")?;
    /// assert!(matches!(filter, Filter::And(parts) if parts.len() == 2));
    ///
    /// let error = Filter::parse("regions = ").expect_err("no value");
    /// assert_eq!(error.to_string(), "column 11: expected a value");
    /// # Ok::<(), frontis::query::FilterError>(())
    /// ```
    ///
    /// # Errors
    /// The first place that cannot be read.
    pub fn parse(text: &str) -> Result<Self, FilterError> {
        if text.len() > MAX_BYTES {
            return Err(FilterError { column: 1, message: format!("the filter is longer than {MAX_BYTES} bytes") });
        }
        let mut parser = Parser { tokens: tokens(text)?, at: 0, end: text.chars().count() + 1 };
        let filter = parser.or(0)?;
        match parser.peek() {
            None => Ok(filter),
            Some(_) => Err(parser.error("expected AND, OR or the end of the filter")),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Bare(String),
    Quoted(String),
    Symbol(&'static str),
}

const SYMBOLS: [&str; 12] = ["..", "<=", ">=", "!=", "=", "<", ">", "(", ")", "[", "]", ","];

fn tokens(text: &str) -> Result<Vec<(usize, Token)>, FilterError> {
    let mut tokens = Vec::new();
    let (mut rest, mut column) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let length = if first.is_whitespace() {
            first.len_utf8()
        } else if first == '"' || first == '\'' {
            let unclosed = || FilterError { column, message: format!("the quote {first} is never closed") };
            let inner = rest[1..].find(first).ok_or_else(unclosed)?;
            tokens.push((column, Token::Quoted(rest[1..=inner].to_owned())));
            inner + 2
        } else if let Some(symbol) = SYMBOLS.iter().find(|symbol| rest.starts_with(**symbol)) {
            tokens.push((column, Token::Symbol(symbol)));
            symbol.len()
        } else {
            let length = bare_length(rest);
            tokens.push((column, Token::Bare(rest[..length].to_owned())));
            length
        };
        column += rest[..length].chars().count();
        rest = &rest[length..];
    }
    Ok(tokens)
}

/// A run up to white space, a quote or a symbol; a single dot belongs to it.
fn bare_length(rest: &str) -> usize {
    rest.char_indices()
        .find(|(at, c)| {
            c.is_whitespace()
                || "\"'=<>!()[],".contains(*c) && (*c != '!' || rest[*at..].starts_with("!="))
                || rest[*at..].starts_with("..")
        })
        .map_or(rest.len(), |(at, c)| if at == 0 { c.len_utf8() } else { at })
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    at: usize,
    end: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    fn column(&self) -> usize {
        self.tokens.get(self.at).map_or(self.end, |(column, _)| *column)
    }

    fn error(&self, message: &str) -> FilterError {
        FilterError { column: self.column(), message: message.to_owned() }
    }

    fn word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Bare(text)) if text.eq_ignore_ascii_case(word));
        self.at += usize::from(found);
        found
    }

    fn symbol(&mut self, symbol: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Symbol(own)) if *own == symbol);
        self.at += usize::from(found);
        found
    }

    fn or(&mut self, depth: usize) -> Result<Filter, FilterError> {
        let mut parts = vec![self.and(depth)?];
        while self.word("OR") {
            parts.push(self.and(depth)?);
        }
        Ok(single(parts, Filter::Or))
    }

    fn and(&mut self, depth: usize) -> Result<Filter, FilterError> {
        let mut parts = vec![self.not(depth)?];
        while self.word("AND") {
            parts.push(self.not(depth)?);
        }
        Ok(single(parts, Filter::And))
    }

    fn not(&mut self, depth: usize) -> Result<Filter, FilterError> {
        let mut negated = false;
        while self.word("NOT") {
            negated = !negated;
        }
        let filter = if self.symbol("(") {
            if depth >= MAX_DEPTH {
                self.at -= 1;
                return Err(self.error(&format!("parentheses are nested deeper than {MAX_DEPTH}")));
            }
            let inner = self.or(depth + 1)?;
            if !self.symbol(")") {
                return Err(self.error("expected )"));
            }
            inner
        } else {
            self.condition()?
        };
        Ok(if negated { Filter::Not(Box::new(filter)) } else { filter })
    }

    fn condition(&mut self) -> Result<Filter, FilterError> {
        let column = self.column();
        let field = self.text("expected a field, NOT or (")?;
        if self.word("EXISTS") {
            return Ok(Filter::Exists { field, column });
        }
        if self.word("IN") {
            return self.membership(field, column);
        }
        let comparisons = [
            ("=", Comparison::Equal),
            ("!=", Comparison::Equal),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ];
        for (symbol, comparison) in comparisons {
            if self.symbol(symbol) {
                let value_column = self.column();
                let value = self.text("expected a value")?;
                let compare = Filter::Compare { field, column, comparison, value, value_column };
                return Ok(if symbol == "!=" { Filter::Not(Box::new(compare)) } else { compare });
            }
        }
        Err(self.error("expected =, !=, <, <=, >, >=, IN or EXISTS"))
    }

    fn membership(&mut self, field: String, column: usize) -> Result<Filter, FilterError> {
        if !self.symbol("[") {
            let value_column = self.column();
            let low = self.text("expected [ or the first value of a range")?;
            if !self.symbol("..") {
                return Err(self.error("expected .. and the last value of the range"));
            }
            let high = self.text("expected the last value of the range")?;
            return Ok(Filter::Between { field, column, low, high, value_column });
        }
        let mut values = vec![self.text("expected a value")?];
        while self.symbol(",") {
            values.push(self.text("expected a value")?);
        }
        if self.symbol("]") { Ok(Filter::OneOf { field, column, values }) } else { Err(self.error("expected , or ]")) }
    }

    fn text(&mut self, expected: &str) -> Result<String, FilterError> {
        match self.peek() {
            Some(Token::Bare(text) | Token::Quoted(text)) => {
                let text = text.clone();
                self.at += 1;
                Ok(text)
            }
            _ => Err(self.error(expected)),
        }
    }
}

fn single(mut parts: Vec<Filter>, join: impl Fn(Vec<Filter>) -> Filter) -> Filter {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            parts.extend(last);
            join(parts)
        }
    }
}

#[cfg(test)]
mod tests;
