-- The half minute (RFC 6238: the step) of the last one-time code that let its owner in: that code, and those before it,
-- open nothing again.
alter table staff add column code_step bigint;
