-- Lists the online principals of one tenant and kind, by id.
-- KEYS[1] the registry of online principals
-- ARGV[1] what stands before a principal's id in the key of its connections
-- ARGV[2] what stands before a node's name in its heartbeat key
-- ARGV[3] how many ids to answer at most
-- ARGV[4] how many entries to look at at most: those of dead nodes are among them until they are swept
-- Answers {truncated, id, id, …}: truncated is 1 when there may be more.
local limit, bound = tonumber(ARGV[3]), tonumber(ARGV[4])
local answer = {0}
for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, bound - 1)) do
  if countLiving(ARGV[1] .. id, ARGV[2], nil) > 0 then
    if #answer > limit then
      answer[1] = 1
      return answer
    end
    answer[#answer + 1] = id
  end
end
if redis.call('ZCARD', KEYS[1]) > bound then answer[1] = 1 end
return answer
