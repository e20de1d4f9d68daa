-- Keeps messages for a user who is away, and lets go of what is too old or too much.
-- KEYS[1] the list of message JSON, newest first
-- ARGV[1] how many are kept
-- ARGV[2] the oldest time that is kept, in milliseconds since 1970
-- ARGV[3] the list's time to live in milliseconds
-- ARGV[4], ARGV[5], … the messages, oldest first
for i = 4, #ARGV do
  redis.call('LPUSH', KEYS[1], ARGV[i])
end
redis.call('LTRIM', KEYS[1], 0, ARGV[1] - 1)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
local oldest = redis.call('LINDEX', KEYS[1], -1)
while oldest do
  local read, message = pcall(cjson.decode, oldest)
  if read and type(message) == 'table' and tonumber(message.timestamp or 0) >= tonumber(ARGV[2]) then
    break
  end
  redis.call('RPOP', KEYS[1])
  oldest = redis.call('LINDEX', KEYS[1], -1)
end
