-- Counts the living connections of several principals.
-- KEYS[…] the principals' sets of connections
-- ARGV[1] what stands before a node's name in its heartbeat key
-- Answers one number for each key, in their order.
local counts = {}
for i, set in ipairs(KEYS) do counts[i] = countLiving(set, ARGV[1], nil) end
return counts
