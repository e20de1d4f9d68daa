-- Removes one connection of a principal from a node. Safe to repeat.
-- KEYS[1] the principal's set of connections
-- KEYS[2] the registry of online principals of the tenant and kind
-- KEYS[3] the node's index of its connections
-- ARGV[1] the principal's id
-- ARGV[2] the member {node}:{connection}
-- ARGV[3] what stands before a node's name in its heartbeat key
-- Answers 1 when no living connection of the principal remains, else 0.
redis.call('SREM', KEYS[1], ARGV[2])
redis.call('SREM', KEYS[3], KEYS[1] .. ' ' .. KEYS[2] .. ' ' .. ARGV[1] .. ' ' .. ARGV[2])
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('ZREM', KEYS[2], ARGV[1]) end
return countLiving(KEYS[1], ARGV[3], nil) == 0 and 1 or 0
