//! An address that nothing has.

use axum::response::Response;
use maud::html;

use crate::error::Trouble;
use crate::layout::Content;
use crate::visit::Visit;

/// Says so, in the shell of the site.
pub(crate) async fn page(visit: Visit) -> Response {
    visit.page(|_| Err::<(), _>(Trouble::Missing), |_, _| Content::plain("", html! {})).await
}
