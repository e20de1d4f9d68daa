-- Removes connections that a dead node left, a bounded number at a time.
-- KEYS[1] the node's heartbeat
-- KEYS[2] the node's index of its connections
-- KEYS[3] the set of all nodes
-- ARGV[1] the node
-- ARGV[2] how many connections to remove at most
-- Answers how many were removed; -1 when the node lives.
if redis.call('EXISTS', KEYS[1]) == 1 then return -1 end
local removed = sweep(KEYS[2], tonumber(ARGV[2]))
if redis.call('EXISTS', KEYS[2]) == 0 then redis.call('SREM', KEYS[3], ARGV[1]) end
return removed
