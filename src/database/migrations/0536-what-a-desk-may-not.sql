-- What staff are to see of signing in also tells what an account was not let do, and forms that came from no page of ours.
-- The version before works on this: it writes the kinds that it knows, and lists no others.
alter table security_event drop constraint security_event_what_check;
alter table security_event add constraint security_event_what_check check (what in
  ('staffSignedIn', 'staffRefused', 'staffWaits', 'staffNotAllowed', 'staffFormRefused', 'alarmRaised', 'addressBlocked'));
