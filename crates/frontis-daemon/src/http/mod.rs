//! HTTP: requests to [`frontis::Request`]s, answers to JSON, and the server that carries both.
//!
//! From the outside in: [`serve`] accepts connections, [`filter`] makes a warp filter of an [`App`], `routes` and
//! `handlers` choose and make the answer, [`parameters`], [`wire`] and [`problem`] are pure and hold every rule of the
//! contract. A handler answers `Result<Reply, ApiError>`; an error becomes its problem body inside the filter.

mod app;
mod filter;
mod handlers;
mod host;
pub mod parameters;
pub mod problem;
mod reply;
mod routes;
mod server;
mod stream;
pub mod wire;

pub use app::{App, Settings};
pub use filter::filter;
pub use host::HostPolicy;
pub use reply::Reply;
pub use server::{Limits, serve};
