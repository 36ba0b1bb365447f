//! Reads `fields:`, what the settings say of single front matter keys.

use std::collections::{BTreeMap, BTreeSet};

use super::marked::{Entry, Node, Place, Value};
use super::problems::{Problems, shortened};
use crate::content::{FieldRule, Role};
use crate::text::fold_value;

const KEYS: &[&str] = &["role", "facet", "values", "split", "aliases", "from"];
const ROLES: [(&str, Role); 3] = [("title", Role::Title), ("summary", Role::Summary), ("date", Role::Date)];

/// The rules in the order written. Names, aliases and keys of `from` are canonical.
pub(super) fn read(node: &Node, problems: &mut Problems) -> Vec<FieldRule> {
    let mut rules = Vec::new();
    let mut claims = Claims::default();
    for entry in problems.entries(node, "setting \"fields\"") {
        let name = canonical(&entry.key);
        if name.is_empty() {
            problems.add(entry.place, "a field has no name", "name it after a key of the front matter");
            continue;
        }
        claims.claim_key(&name, &name, entry.place, problems);
        rules.push(read_field(entry, name, &mut claims, problems));
    }
    claims.check_aliases(problems);
    rules
}

/// The canonical form of a front matter key: lower case, `_` for `-` and spaces, ends trimmed; as `content` reads keys.
pub(super) fn canonical(key: &str) -> String {
    key.trim().to_lowercase().replace(['-', ' '], "_")
}

fn read_field(field: &Entry, name: String, claims: &mut Claims, problems: &mut Problems) -> FieldRule {
    let shown = format!("field \"{}\"", shortened(&field.key));
    let mut rule = FieldRule { name, ..FieldRule::default() };
    for entry in problems.entries(&field.value, &shown) {
        let node = &entry.value;
        match entry.key.as_str() {
            "role" => {
                let names = ROLES.map(|(name, _)| name);
                if let Some(at) = problems.one_of(node, &shown, "role", &names) {
                    rule.role = Some(ROLES[at].1);
                    claims.claim_role(ROLES[at].0, &rule.name, node.place, problems);
                }
            }
            "facet" => rule.facet = problems.truth(node, &format!("\"facet\" of {shown}")).unwrap_or_default(),
            "values" => rule.values = read_values(node, &shown, problems),
            "split" => rule.split = read_split(node, &shown, problems),
            "aliases" => {
                for (place, alias) in problems.texts(node, &format!("\"aliases\" of {shown}")).unwrap_or_default() {
                    let alias = canonical(alias);
                    claims.aliases.push((alias.clone(), rule.name.clone(), place));
                    rule.aliases.push(alias);
                }
            }
            "from" => rule.from = read_from(node, &shown, problems),
            _ => problems.unknown_key(entry, &shown, KEYS),
        }
    }
    if rule.from.is_some() && (rule.role.is_some() || rule.split.is_some() || !rule.values.is_empty()) {
        let message = format!("{shown} is an interval of years and cannot have a role, values or a split");
        problems.add(field.place, message, "keep \"from\" or the others");
    }
    rule
}

fn read_values(node: &Node, shown: &str, problems: &mut Problems) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for entry in problems.entries(node, &format!("\"values\" of {shown}")) {
        let key = fold_value(&entry.key);
        let name = format!("value \"{}\" of {shown}", shortened(&entry.key));
        let label = problems.text(&entry.value, &name).map(str::trim).filter(|label| !label.is_empty());
        if key.is_empty() || label.is_none() {
            problems.add(entry.place, format!("{name} has no label"), "write \"value: Label\"");
        } else if values.insert(key, label.unwrap_or_default().to_owned()).is_some() {
            let hint = "case, accents, \"-\" and spaces make no difference; keep one";
            problems.add(entry.place, format!("{name} is named twice"), hint);
        }
    }
    values
}

fn read_split(node: &Node, shown: &str, problems: &mut Problems) -> Option<String> {
    let split = problems.text(node, &format!("\"split\" of {shown}"))?;
    if split.is_empty() {
        problems.add(node.place, format!("\"split\" of {shown} is empty"), "expected a text such as \",\"");
        return None;
    }
    Some(split.to_owned())
}

/// `[[start, …], [end, …]]`; a single text stands for a list of one.
fn read_from(node: &Node, shown: &str, problems: &mut Problems) -> Option<(Vec<String>, Vec<String>)> {
    if let Value::Null = node.value {
        return None;
    }
    let name = format!("\"from\" of {shown}");
    let mut keys = |node: &Node| -> Vec<String> {
        problems.texts(node, &name).unwrap_or_default().into_iter().map(|(_, key)| canonical(key)).collect()
    };
    if let Value::List(items) = &node.value
        && let [start, end] = items.as_slice()
    {
        let (start, end) = (keys(start), keys(end));
        if !start.is_empty() && !end.is_empty() && start.iter().chain(&end).all(|key| !key.is_empty()) {
            return Some((start, end));
        }
    }
    problems.add(
        node.place,
        format!("{name} names no start and end"),
        "expected one like [[start, start-date], [end]]",
    );
    None
}

/// Which names, aliases and roles are taken, and by which field.
#[derive(Default)]
struct Claims {
    names: BTreeSet<String>,
    roles: BTreeMap<&'static str, String>,
    /// Alias, field and place.
    aliases: Vec<(String, String, Place)>,
}

impl Claims {
    fn claim_key(&mut self, key: &str, field: &str, place: Place, problems: &mut Problems) {
        if !self.names.insert(key.to_owned()) {
            let hint = "case, \"-\" and \"_\" make no difference; keep one";
            problems.add(place, format!("field \"{}\" is declared twice", shortened(field)), hint);
        }
    }

    fn claim_role(&mut self, role: &'static str, field: &str, place: Place, problems: &mut Problems) {
        if let Some(other) = self.roles.insert(role, field.to_owned()) {
            let message =
                format!("fields \"{}\" and \"{}\" both have the role {role}", shortened(&other), shortened(field));
            problems.add(place, message, "make one an alias of the other");
        }
    }

    /// Once all names are known: no alias is the name or the alias of another field.
    fn check_aliases(&self, problems: &mut Problems) {
        let mut owners: BTreeMap<&str, &str> = self.names.iter().map(|name| (name.as_str(), name.as_str())).collect();
        for (alias, field, place) in &self.aliases {
            if alias.is_empty() {
                problems.add(*place, format!("an alias of field \"{}\" is empty", shortened(field)), "remove it");
                continue;
            }
            let owner = *owners.entry(alias).or_insert(field);
            if owner != field {
                let message = format!("alias \"{}\" belongs to field \"{}\" too", shortened(alias), shortened(owner));
                problems.add(*place, message, "a key can belong to one field only");
            }
        }
    }
}
