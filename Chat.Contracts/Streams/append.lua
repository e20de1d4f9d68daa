-- Appends one entry to a job's token stream, at most once, and pokes its readers.
-- KEYS[1]  the stream, sse:chat:events:{jobId}
-- ARGV[1]  the poke channel
-- ARGV[2]  the writer's attempt, from 1
-- ARGV[3]  the last seq this writer saw in an answer, 0 for none
-- ARGV[4]  time to live of the stream in milliseconds
-- ARGV[5]  a name for this append that is the same on a retry and different otherwise
-- ARGV[6…] the entry's other fields and values (token, done, …)
-- Answers {outcome, seq, fresh}: outcome is
--   'ok'      appended, or already there from an earlier try; fresh = 1 when the stream was empty before,
--   'stale'   a later attempt has written, nothing was changed,
--   'closed'  the stream has ended, nothing was changed.
local attempt, seen, name = tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[5]
local top = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local seq, id = seen, nil
if top then
  local entry = {}
  for i = 1, #top[2], 2 do entry[top[2][i]] = top[2][i + 1] end
  local topSeq = tonumber(entry['seq']) or redis.call('XLEN', KEYS[1])
  if entry['name'] == name and tonumber(entry['attempt']) == attempt then return {'ok', topSeq, 0} end
  if entry['done'] == '1' or entry['done'] == 'true' then return {'closed', topSeq, 0} end
  if (tonumber(entry['attempt']) or 1) > attempt then return {'stale', topSeq, 0} end
  if topSeq > seq then seq = topSeq end
  -- Somebody else's worker used automatic ids, which are times: go on after them.
  if tonumber(string.match(top[1], '^(%d+)')) > attempt then id = '*' end
end
seq = seq + 1
id = redis.call('XADD', KEYS[1], id or (attempt .. '-' .. seq), 'seq', seq, 'attempt', attempt, 'name', name,
  unpack(ARGV, 6))
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PUBLISH', ARGV[1], id)
return {'ok', seq, top and 0 or 1}
