//! Who sells where after an import, settled once all rows are known: a territory whose rows agree on another seller
//! gets that seller; where they do not, the single customer moves to the seller's territory.

use std::collections::{BTreeMap, BTreeSet};

use super::Plan;
use super::import_directory::Directory;
use crate::domain::{PersonId, TerritoryId};

/// A territory that gets another seller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reseated {
    /// The territory's name.
    pub territory: String,
    /// The name of its seller before; `None` if it was vacant.
    pub from: Option<String>,
    /// The name of its seller now.
    pub to: String,
}

/// What becomes of the sellers of territories by an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SellerChanges {
    /// The territories that were there and get another seller, in the order of tables.
    pub reseated: Vec<Reseated>,
    /// Rows that name a territory and another seller than it has; the territory counts.
    pub contradictions: usize,
}

type Votes = BTreeMap<TerritoryId, BTreeMap<PersonId, usize>>;

impl Directory {
    /// Settles the sellers. A territory changes hands when its rows all name the new seller and are more than half of
    /// its accounts; unless the rows name the territory themselves, the new seller must have no other one, as its
    /// accounts would then be meant to move there.
    pub fn settle_sellers(&mut self, plan: &mut Plan) -> SellerChanges {
        let votes = self.votes();
        self.give_new_territories_their_majority(&votes);
        let reseated = self.reseat(&votes);
        let contradictions = self.move_single_accounts(plan);
        SellerChanges { reseated, contradictions }
    }

    fn votes(&self) -> Votes {
        let mut votes = Votes::new();
        for (account, named) in &self.named {
            if let Some(territory) = self.assignment.get(account) {
                *votes.entry(*territory).or_default().entry(named.seller).or_default() += 1;
            }
        }
        votes
    }

    fn give_new_territories_their_majority(&mut self, votes: &Votes) {
        for territory in self.territories.iter_mut().filter(|territory| self.made.contains(&territory.id)) {
            let named = votes.get(&territory.id).into_iter().flatten();
            // Of equally many the one that is known for longer.
            let most = named.max_by_key(|(seller, count)| (**count, std::cmp::Reverse(**seller)));
            territory.seller = most.map(|(seller, _)| *seller).or(territory.seller);
        }
    }

    fn reseat(&mut self, votes: &Votes) -> Vec<Reseated> {
        let mut sizes: BTreeMap<TerritoryId, usize> = BTreeMap::new();
        for territory in self.assignment.values() {
            *sizes.entry(*territory).or_default() += 1;
        }
        let naming: BTreeSet<TerritoryId> = self
            .named
            .iter()
            .filter(|(_, named)| named.names_territory)
            .filter_map(|(account, _)| self.assignment.get(account))
            .copied()
            .collect();
        let before = Directory::seller_of_territory(&self.territories);
        let handed: BTreeMap<TerritoryId, PersonId> = votes
            .iter()
            .filter_map(|(territory, named)| {
                let (seller, count) = named.first_key_value().filter(|_| named.len() == 1)?;
                let is_most = count * 2 > sizes.get(territory).copied().unwrap_or(0);
                (is_most && before.get(territory) != Some(seller)).then_some((*territory, *seller))
            })
            .collect();
        // Who hands on all territories is free for another one: two sellers may change places.
        let is_free = |seller: PersonId| before.iter().all(|(territory, of)| *of != seller || handed.contains_key(territory));
        let name_of =
            |id: PersonId| self.people.iter().find(|person| person.id == id).map(|person| person.name.clone()).unwrap_or_default();
        let mut reseated = Vec::new();
        for territory in &mut self.territories {
            let to = handed.get(&territory.id).copied().filter(|seller| naming.contains(&territory.id) || is_free(*seller));
            let Some(to) = to else { continue };
            let from = territory.seller.replace(to).map(name_of);
            reseated.push(Reseated { territory: territory.name.clone(), from, to: name_of(to) });
        }
        reseated
    }

    /// Moves accounts to the territories of the sellers that their rows name; answers how many rows contradict
    /// themselves instead, as they name a territory of another seller.
    fn move_single_accounts(&mut self, plan: &mut Plan) -> usize {
        let seller_now = Directory::seller_of_territory(&self.territories);
        let mut territory_of: BTreeMap<PersonId, TerritoryId> = BTreeMap::new();
        for territory in &self.territories {
            if let Some(seller) = territory.seller {
                territory_of.entry(seller).or_insert(territory.id);
            }
        }
        let mut contradictions = 0;
        for (account, named) in self.named.clone() {
            let here = self.assignment.get(&account).copied();
            if here.is_none_or(|here| seller_now.get(&here) == Some(&named.seller)) {
                continue;
            }
            let there = territory_of.get(&named.seller).copied();
            let goes_to = match (named.names_territory, there) {
                // The row says where it is and that did not change, so what changed is the seller.
                (true, there) => there.filter(|_| named.stays),
                (false, Some(there)) => Some(there),
                (false, None) => {
                    let name =
                        self.people.iter().find(|person| person.id == named.seller).map(|person| person.name.clone()).unwrap_or_default();
                    let made = self.make_territory(plan, &name, Some(named.seller));
                    territory_of.insert(named.seller, made);
                    Some(made)
                }
            };
            match goes_to {
                Some(territory) => _ = self.assignment.insert(account, territory),
                None => contradictions += 1,
            }
        }
        contradictions
    }
}
