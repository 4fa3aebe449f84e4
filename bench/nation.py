"""A nation at once: bursts against the stage's limits, by discrete events (simpy), as an account comes and prepared.

`python -m bench nation`. Time is simulated, nothing of AWS is called: it says where requests would wait or be turned
away first, and not how fast AWS is. Every number that it rests on is in `ASSUMED` with its source, the results are in
docs/scale.md. A hundredth of the requests stands for all: rates and limits are divided alike.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import simpy

from bench import limits, mass_event
from bench.limits import AS_IT_COMES, PREPARED, Account
from bench.rows import Row, at_most, measured
from chalicelib import config

SCALE = 100
ASSUMED: dict[str, tuple[float, str]] = {
    "read": (0.004, "s of a GetItem or a query of DynamoDB; its documentation: single-digit milliseconds"),
    "transaction": (0.013, "s of a transaction of up to ten items; read before, on this stage's shapes"),
    "cpu_show": (0.0038, "s of CPU of an opened code; `bench campaigns`, row `campaign: CPU a person`"),
    "cpu_change": (0.012, "s of CPU of a declaration or a code that is asked for, three opened codes; `bench cpu`"),
    "vcpu": (0.58, "of a core at 1,024 MB: Lambda gives one at 1,769"),
    "cold": (0.62, "s of a start from a snapshot; SnapStart's documentation: under a second"),
    "ramp": (100, "executions more a second and function; Lambda's documentation: 1,000 every 10 s"),
    "sweep": (15, "people a second and worker; 241 a second by sixteen workers, counted on this code"),
    "campaign": (63, "people a second and worker; `bench campaigns`, row `campaign: people a worker`"),
    "usd_gateway": (3.5e-6, "of a request; API Gateway's list price"),
    "usd_gb_second": (16.7e-6, "of Lambda; list price"),
    "usd_write": (0.625e-6, "of a write unit on demand; list price, Virginia"),
    "usd_read": (0.125e-6, "of a read unit on demand; list price, Virginia"),
    **mass_event.ASSUMED,
}
"""What it rests on: the number, and what it is of and whence."""


def assumed(name: str) -> float:
    """One of the numbers."""
    return ASSUMED[name][0]


@dataclass(frozen=True)
class Burst:
    """What people ask, so many a second for a minute."""

    name: str
    rate: int
    service: float
    """Seconds of one."""
    writes: int = 0
    """Write units of one."""
    costly: bool = False


def _seconds(cpu: str, reads: int, transactions: int) -> float:
    waits = reads * assumed("read") + transactions * assumed("transaction")
    return assumed(cpu) / assumed("vcpu") + waits


SHOWN = _seconds("cpu_show", 1, 0)
CHANGED = _seconds("cpu_change", 2, 1)
BURSTS = (
    Burst("sign-up, 10,000 a second", 10_000, CHANGED, writes=12, costly=True),
    Burst("Xi'an, 20,000 opened codes a second", 20_000, SHOWN),
    Burst("266 million displays a day, the peak hour", 15_400, SHOWN),
    Burst("declarations of a morning, 5,000 a second", 5_000, CHANGED, writes=17),
)


@dataclass
class Found:
    """What became of the requests of a burst."""

    asked: int = 0
    took: list[float] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)

    def refuse(self, where: str) -> None:
        self.refused[where] = self.refused.get(where, 0) + 1

    @property
    def first(self) -> str:
        """Where most were turned away."""
        return max(self.refused, key=lambda where: self.refused[where], default="nowhere")


class Stage:
    """API Gateway's limits, Lambda's executions that grow, a table's units; each a hundredth."""

    def __init__(self, account: Account, burst: Burst, chance: random.Random) -> None:
        self.env, self.account, self.burst, self.chance = simpy.Environment(), account, burst, chance
        self.busy, self.started, self.found = 0, account.ApiReady / SCALE, Found()
        self.gateway = _Bucket(self.env, account.route(costly=burst.costly) / SCALE)
        self.units = _Bucket(self.env, account.writes / SCALE)

    def run(self, seconds: int) -> Found:
        self.env.process(self._people())
        self.env.run(until=seconds)
        return self.found

    def _people(self) -> Iterator[Any]:
        while True:
            yield self.env.timeout(self.chance.expovariate(self.burst.rate / SCALE))
            self.found.asked += 1
            self._ask()

    def _ask(self) -> None:
        if not self.gateway.take(1):
            self.found.refuse("API Gateway's requests a second")
        elif self.busy >= self._executions():
            self.found.refuse("Lambda's executions")
        elif self.burst.writes and not self.units.take(self.burst.writes):
            self.found.refuse("the table's write units")
        else:
            self.env.process(self._answer())

    def _executions(self) -> float:
        """How many there may be now: what the account has, reached by Lambda's ramp."""
        grown = (self.account.ApiReady + assumed("ramp") * (self.env.now + 10)) / SCALE
        return min(self.account.for_the_api / SCALE, grown)

    def _answer(self) -> Iterator[Any]:
        self.busy += 1
        cold = self.busy > self.started
        self.started = max(self.started, self.busy)
        took = self.burst.service * self.chance.lognormvariate(0, 0.35) + (assumed("cold") if cold else 0)
        yield self.env.timeout(took)
        self.busy -= 1
        self.found.took.append(took)


class _Bucket:
    """So many a second, and a second's worth at once."""

    def __init__(self, env: simpy.Environment, rate: float) -> None:
        self._env, self._rate, self._left, self._at = env, rate, rate, 0.0

    def take(self, amount: float) -> bool:
        self._left = min(self._rate, self._left + (self._env.now - self._at) * self._rate)
        self._at = self._env.now
        if self._left < amount:
            return False
        self._left -= amount
        return True


def run() -> Iterator[Row]:
    """What must be raised, bursts against both accounts, what goes through everybody, chains that many write to."""
    yield from limits.rows()
    for account in (AS_IT_COMES, PREPARED):
        for burst in BURSTS:
            yield from _burst(account, burst)
        yield from _codes(account)
    yield from _everybody()
    yield from _chains()
    yield from mass_event.rows()
    yield from _costs()


def _burst(account: Account, burst: Burst) -> Iterator[Row]:
    found = Stage(account, burst, random.Random(16)).run(60)
    took = sorted(found.took) or [0.0]
    share = 100 * sum(found.refused.values()) / found.asked
    said = {"unit": "% told to try again", "baseline": f"first: {found.first}"}
    figures = {"p50_ms": _at(took, 0.5), "p99_ms": _at(took, 0.99)}
    name = f"{burst.name}, {account.name}"
    yield (
        at_most(name, share, 1, **said, **figures) if account is PREPARED else measured(name, share, **said, **figures)
    )


def _at(took: list[float], part: float) -> float:
    return round(1000 * took[min(len(took) - 1, int(part * len(took)))], 1)


def _codes(account: Account) -> Iterator[Row]:
    """Login codes of a burst: a queue in front of a provider that takes so many a second. None is lost."""
    asked, life = 1_000 * 600, config.CODE_LIFETIME.total_seconds()
    in_time = min(asked, int(account.sms * (600 + life)))
    name = f"codes, 1,000 a second for ten minutes, {account.name}"
    yield measured(name, 100 * in_time / asked, unit="% sent before they end", baseline=f"{account.sms} SMS a second")


def _everybody() -> Iterator[Row]:
    """What goes through a city or a province: shards, each by one worker at a time, from the minute's schedule on."""
    few, many = AS_IT_COMES.RescoringAtOnce, PREPARED.RescoringAtOnce
    for name, people, shards, workers, rate in (
        ("evening of 13 million, as a laptop has it", 13_000_000, config.LOCAL_DUE_SHARDS, few, assumed("sweep")),
        ("evening of 13 million, as it comes", 13_000_000, config.DUE_SHARDS, few, assumed("sweep")),
        ("evening of 13 million, prepared", 13_000_000, config.DUE_SHARDS, many, assumed("sweep")),
        ("a province of 60 million, 8 lanes", 60_000_000, 64 * 130, 8, assumed("campaign")),
        ("a province of 60 million, 256 lanes", 60_000_000, 64 * 130, 256, assumed("campaign")),
    ):
        hours = swept(people, shards, workers, rate) / 3600
        said = {"unit": "hours", "baseline": f"{shards} shards, {workers} workers", "lost": 0}
        is_evening = shards == config.DUE_SHARDS
        yield at_most(name, hours, 5, **said) if is_evening else measured(name, hours, **said)


def swept(people: int, shards: int, workers: int, rate: float) -> float:
    """Seconds until nobody is left: every minute each shard that has people is handed over, if no worker has it."""
    env = simpy.Environment()
    pool, left, held = simpy.Resource(env, workers), [people / shards] * shards, [False] * shards
    most = min(config.SWEPT_PAGE * config.SWEPT_PAGES, rate * 150)

    def work(shard: int) -> Iterator[Any]:
        with pool.request() as turn:
            yield turn
            done = min(most, left[shard])
            yield env.timeout(done / rate)
            left[shard] -= done
            held[shard] = False

    def minutes() -> Iterator[Any]:
        while any(each > 0 for each in left):
            for shard in range(shards):
                if left[shard] > 0 and not held[shard]:
                    held[shard] = True
                    env.process(work(shard))
            yield env.timeout(60)

    env.run(env.process(minutes()))
    return float(env.now)


def _chains() -> Iterator[Row]:
    """Entries of the audit and additions to counters: who reads a head that another moves on tries again."""
    for name, rate, shards in (
        ("audit, 2,000 entries a second, 8 chains", 2_000, config.LOCAL_AUDIT_SHARDS),
        ("audit, 2,000 entries a second", 2_000, config.AUDIT_SHARDS),
        ("statistics, 15,000 records a second, 4 shards", 15_000 // 25, config.LOCAL_STATISTICS_SHARDS),
        ("statistics, 15,000 records a second", 15_000 // 25, config.STATISTICS_SHARDS),
    ):
        failed, tries = contended(rate, shards, random.Random(9))
        said = {"unit": "% given up after 12 tries", "baseline": f"{shards} shards", "tries": round(tries, 2)}
        enough = shards in (config.AUDIT_SHARDS, config.STATISTICS_SHARDS)
        yield at_most(name, failed, 0.1, **said) if enough else measured(name, failed, **said)


def contended(rate: int, shards: int, chance: random.Random, seconds: int = 5) -> tuple[float, float]:
    """Percent of those who gave up, and tries of each: a read of a shard's head, then a write that needs it unmoved."""
    env, heads, tried, gone = simpy.Environment(), [0] * shards, list[int](), list[int]()

    def append() -> Iterator[Any]:
        for number in range(1, 13):
            shard = chance.randrange(shards)
            yield env.timeout(assumed("read"))
            seen = heads[shard]
            yield env.timeout(assumed("transaction") * chance.uniform(0.7, 1.3))
            if heads[shard] == seen:
                heads[shard] += 1
                tried.append(number)
                return
        gone.append(1)

    def arrive() -> Iterator[Any]:
        while env.now < seconds:
            yield env.timeout(chance.expovariate(rate))
            env.process(append())

    env.process(arrive())
    env.run()
    return 100 * len(gone) / (len(gone) + len(tried)), sum(tried) / max(1, len(tried))


def _costs() -> Iterator[Row]:
    """USD a million requests, of API Gateway, Lambda and DynamoDB; SMS and CDN beside them."""
    for name, service, reads, writes in (("show", SHOWN, 3, 0), ("declare", CHANGED, 3, 17), ("code", CHANGED, 4, 12)):
        yield measured(f"{name}: a million", _million(service, reads, writes), unit="USD", baseline="list prices")
    displays = "266 million displays a day, none from the token"
    yield measured(displays, 266 * _million(SHOWN, 3, 0), unit="USD", baseline="a day")


def _million(service: float, reads: int, writes: int) -> float:
    units = reads * assumed("usd_read") + writes * assumed("usd_write")
    return 1e6 * (assumed("usd_gateway") + service * assumed("usd_gb_second") + units)
