import gc
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import create_engine

from sferum_docs.store.engine_cache import BoundedCache, EngineCache


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    cache = BoundedCache[str, int](2)
    for number, name in enumerate("аб"):
        cache.put(name, number)
    assert cache.get("а") == 0
    cache.put("в", 2)
    assert [cache.get(name) for name in "абв"] == [0, None, 2]


def test_a_value_kept_anew_takes_no_second_place() -> None:
    cache = BoundedCache[str, int](2)
    for name, number in (("а", 1), ("б", 2), ("а", 3)):
        cache.put(name, number)
    assert (cache.get("а"), cache.get("б")) == (3, 2)


def test_threads_at_once_neither_fail_nor_overfill_it() -> None:
    cache = BoundedCache[int, int](5)

    def work(number: int) -> None:
        for step in range(300):
            cache.put((number + step) % 9, step)
            cache.get(step % 9)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert len(cache) == 5


def test_the_values_of_a_database_are_nobody_elses_and_go_with_it() -> None:
    cache, first, second = EngineCache[int, str](9), create_engine("sqlite://"), create_engine("sqlite://")
    cache.of(first).put(1, "первая школа")
    assert cache.of(second).get(1) is None
    cache.of(second).put(1, "вторая школа")
    del first
    gc.collect()
    assert len(cache) == 1
