/// The module's own version of nothing yet.
