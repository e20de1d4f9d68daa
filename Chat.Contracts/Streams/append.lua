-- Appends one entry to a job's token stream, at most once, and pokes its readers.
-- KEYS[1]  the stream, sse:chat:events:{jobId}
-- KEYS[2]  only for what came by the stream of all jobs: that stream, from which the entry with the id ARGV[5] is taken
-- ARGV[1]  the poke channel
-- ARGV[2]  the writer's attempt, from 1
-- ARGV[3]  the greatest seq that this writer may have written or saw in an answer, 0 for none
-- ARGV[4]  time to live of the stream in milliseconds
-- ARGV[5]  a name for this append that is the same on a retry and different otherwise
-- ARGV[6…] the entry's other fields and values (token, done, …)
-- Answers {outcome, seq, fresh}: outcome is
--   'ok'      appended, or already there from an earlier try; fresh = 1 when the stream was empty before,
--   'stale'   a later attempt has written, nothing was changed,
--   'closed'  the stream has ended, nothing was changed,
--   'gone'    KEYS[2] has no such entry any more: somebody else took it, nothing was changed,
--   'lost'    what this writer wrote before is gone, nothing was changed: begin again with a snapshot of the whole text.
local attempt, seen, name = tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[5]
if KEYS[2] and redis.call('XDEL', KEYS[2], name) == 0 then return {'gone', 0, 0} end
local given = {}
for i = 6, #ARGV, 2 do given[ARGV[i]] = ARGV[i + 1] end
local top = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local seq, id, more = seen, nil, {}
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
elseif given['snapshot'] ~= '1' then
  -- Nobody may see the end of a text without its beginning.
  if seen > 0 then return {'lost', seen, 0} end
  if given['done'] == '1' then
    -- The end of a stream that is gone, perhaps: it comes after whatever readers had of it.
    id = attempt .. '-4611686018427387904'
  elseif attempt > 1 then
    -- What an earlier attempt wrote may be gone, and seq begins again.
    more = {'snapshot', '1'}
  end
end
seq = seq + 1
for i = 6, #ARGV do more[#more + 1] = ARGV[i] end
id = redis.call('XADD', KEYS[1], id or (attempt .. '-' .. seq), 'seq', seq, 'attempt', attempt, 'name', name,
  'jobId', string.match(KEYS[1], '[^:]+$'), unpack(more))
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('PUBLISH', ARGV[1], id)
return {'ok', seq, top and 0 or 1}
