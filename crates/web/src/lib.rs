//! The notebook in a browser: pages, forms, maps.
