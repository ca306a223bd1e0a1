-- Who saw this patron? Lists name those they showed in their detail.
create index audit_at on audit (at);
