-- Deleting a hold, or looking up how its copy travels, must not read every 回送 there ever was; those sent home name no hold.
create index transit_of_hold on transit (hold_id) where hold_id is not null;
