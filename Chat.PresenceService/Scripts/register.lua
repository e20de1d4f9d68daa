-- Adds one connection of a principal on a node. Safe to repeat.
-- KEYS[1] the principal's set of connections
-- KEYS[2] the registry of online principals of the tenant and kind (sorted by id)
-- KEYS[3] the node's heartbeat
-- KEYS[4] the node's index of its connections
-- KEYS[5] the set of all nodes
-- ARGV[1] the principal's id
-- ARGV[2] the node
-- ARGV[3] the member {node}:{connection}
-- ARGV[4] how long a node lives without a heartbeat, in milliseconds
-- ARGV[5] what stands before a node's name in its heartbeat key
-- Answers 1 when the principal has no other living connection, else 0.
if redis.call('EXISTS', KEYS[3]) == 0 then
  -- The node is new, or it had expired: then what it had before is gone, and the next heartbeat must say so.
  while sweep(KEYS[4], 1000) > 0 do end
  redis.call('SET', KEYS[3], 'new', 'PX', ARGV[4])
end
redis.call('SADD', KEYS[5], ARGV[2])
redis.call('SADD', KEYS[1], ARGV[3])
redis.call('SADD', KEYS[4], KEYS[1] .. ' ' .. KEYS[2] .. ' ' .. ARGV[1] .. ' ' .. ARGV[3])
redis.call('ZADD', KEYS[2], 0, ARGV[1])
alive[ARGV[2]] = true
return countLiving(KEYS[1], ARGV[5], ARGV[3]) == 0 and 1 or 0
