-- Servers of old sites did not tell upper from lower case; addresses are percent-encoded, so there is nothing but ASCII to fold.
CREATE INDEX old_address_folded ON old_address (lower(address));
