import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_docs.schools.contacts import email_fault, phone_fault
from sferum_docs.schools.requisites import okpo
from sferum_docs.schools.requisites.check import NUMBERS, kpp_warning, number_fault

# the requisites of the administration that issued resolution 262, as its letterhead prints them
RIGHT = {"inn": "0527001634", "kpp": "052701001", "ogrn": "1070548000775", "okpo": "04047027"}


@pytest.mark.parametrize(("key", "text"), RIGHT.items())
def test_the_numbers_of_the_letterhead_are_right(key: str, text: str) -> None:
    assert number_fault(key, text) is None


@pytest.mark.parametrize("key", ["inn", "ogrn", "okpo"])
def test_a_wrong_digit_is_noticed_wherever_it_stands(key: str) -> None:
    right = RIGHT[key]
    for place in range(len(right)):
        wrong = right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]
        fault = number_fault(key, wrong)
        assert fault is not None
        assert wrong in fault.message()


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("inn", "05270016", "wrong_length"),
        ("inn", "050000000000", "wrong_length"),
        ("inn", "0527OO1634", "digits_only"),
        ("inn", "٠٥٢٧٠٠١٦٣٤", "digits_only"),
        ("ogrn", "107054800077", "wrong_length"),
        ("okpo", "0404702", "wrong_length"),
        ("kpp", "05270100", "bad_kpp"),
        ("kpp", "0527аб001", "bad_kpp"),
    ],
)
def test_each_fault_of_a_number_is_named(key: str, text: str, code: str) -> None:
    fault = number_fault(key, text)
    assert fault is not None
    assert fault.code == code


def test_spaces_and_dashes_in_a_number_do_not_matter() -> None:
    assert NUMBERS["inn"].compact("0527 0016-34") == "0527001634"
    assert number_fault("ogrn", "1 07 05 48 00077 5") is None


def test_kpp_of_another_tax_office_is_a_warning_and_no_error() -> None:
    warning = kpp_warning("990001001", "0527001634")
    assert warning is not None
    assert warning.warning
    assert kpp_warning("052701001", "0527001634") is None


@given(st.integers(0, 9_999_999))
def test_the_digit_of_okpo_is_a_digit(number: int) -> None:
    digits = f"{number:07}"
    assert okpo.check(f"{digits}{okpo.control_digit(digits)}") is None


@pytest.mark.parametrize(
    "text", ["+7 (900) 000-00-01", "8 (87230) 2-33-40", "89034275834", "(230) 2-33-40, 2-32-42", "2-33-40"]
)
def test_phones_as_people_write_them_are_taken(text: str) -> None:
    assert phone_fault(text) is None


@pytest.mark.parametrize("text", ["нет", "123", "+7 900 000 00 00 00 00 00", "2-33-40, позвать Зою"])
def test_what_is_no_phone_is_refused(text: str) -> None:
    assert phone_fault(text) is not None


@pytest.mark.parametrize("text", ["user01@school.example", "школа@почта.рф", "a.b+c@mail.ru"])
def test_addresses_of_every_alphabet_are_taken(text: str) -> None:
    assert email_fault(text) is None


@pytest.mark.parametrize("text", ["school", "a@", "@b.ru", "a b@c.ru", "a@b..ru"])
def test_what_is_no_address_is_refused(text: str) -> None:
    assert email_fault(text) is not None
