-- Removes a room's references from a user's list of missed messages.
-- KEYS[1] the list of references, each of which begins with the message's seq and the room's id
-- ARGV[1], ARGV[2] the first and the last seq that are meant
-- ARGV[3], ARGV[4], … what the room is and was called, as JSON strings
local gone = false
for i, held in ipairs(redis.call('LRANGE', KEYS[1], 0, -1)) do
  local seq, at = string.match(held, '^{"messageId":(%d+),"roomId":()')
  if seq and tonumber(seq) >= tonumber(ARGV[1]) and tonumber(seq) <= tonumber(ARGV[2]) then
    for room = 3, #ARGV do
      if string.sub(held, at, at + #ARGV[room] - 1) == ARGV[room] then
        redis.call('LSET', KEYS[1], i - 1, '')
        gone = true
      end
    end
  end
end
if gone then
  redis.call('LREM', KEYS[1], 0, '')
end
