-- Stands before every other script: counts the living connections of a principal.
-- A member of a principal's set is {node}:{connection}; it lives as long as its node's heartbeat key exists.
-- Keys of nodes are made from the members, so all keys must be on one server.
local alive = {}

local function isAlive(nodePrefix, node)
  if alive[node] == nil then alive[node] = redis.call('EXISTS', nodePrefix .. node) == 1 end
  return alive[node]
end

-- How many connections in the set live, without the one named.
local function countLiving(set, nodePrefix, without)
  local count = 0
  for _, member in ipairs(redis.call('SMEMBERS', set)) do
    if member ~= without and isAlive(nodePrefix, string.match(member, '^([^:]*)')) then count = count + 1 end
  end
  return count
end

-- Removes up to so many connections of a node, by its index of '{set} {online} {id} {member}'; answers how many it took.
local function sweep(index, limit)
  local entries = redis.call('SPOP', index, limit)
  for _, entry in ipairs(entries) do
    local set, online, id, member = string.match(entry, '^(%S+) (%S+) (%S+) (%S+)$')
    redis.call('SREM', set, member)
    if redis.call('EXISTS', set) == 0 then redis.call('ZREM', online, id) end
  end
  return #entries
end
