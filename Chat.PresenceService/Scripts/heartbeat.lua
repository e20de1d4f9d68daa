-- Keeps a node alive.
-- KEYS[1] the node's heartbeat
-- KEYS[2] the node's index of its connections
-- KEYS[3] the set of all nodes
-- ARGV[1] the node
-- ARGV[2] how long it lives without another heartbeat, in milliseconds
-- Answers 1 when the node was alive, 0 when its connections must be registered again.
local state = redis.call('GET', KEYS[1])
-- An expired node starts anew: nothing that was not swept yet may come back to life with it.
if not state then while sweep(KEYS[2], 1000) > 0 do end end
redis.call('SET', KEYS[1], 'known', 'PX', ARGV[2])
redis.call('SADD', KEYS[3], ARGV[1])
return state == 'known' and 1 or 0
