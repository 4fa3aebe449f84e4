"""The walking skeleton: the packaged stack answers, in one error shape where only the gateway does too."""

from tests.support.deployed_stack import Deployed


def test_health_answers_through_the_gateway(deployed: Deployed) -> None:
    answer = deployed.http("GET", "/v1/health")
    assert answer.status == 200


def test_an_unknown_path_is_a_problem_document(deployed: Deployed) -> None:
    answer = deployed.http("GET", "/v1/nothing-here")
    assert (answer.status, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()["code"] == "not_found"


def test_the_page_names_the_api(deployed: Deployed) -> None:
    import gzip
    import urllib.request

    with urllib.request.urlopen(f"{deployed.web}/config.json") as page:
        assert deployed.api in gzip.decompress(page.read()).decode()


def test_the_gateway_and_the_function_answer_in_one_shape(deployed: Deployed) -> None:
    by_gateway = deployed.http("GET", "/v1/nothing-here").json()
    by_function = deployed.http("POST", "/v1/login/codes", {}).json()
    assert set(by_gateway) == set(by_function)
    assert by_gateway["type"] == "urn:kangma:problem:not_found"
    assert by_function["type"] == f"urn:kangma:problem:{by_function['code']}"


def test_a_stage_names_its_functions_bare_and_calls_what_people_wait_for_by_its_alias(deployed: Deployed) -> None:
    named, called = deployed.content["functions"], deployed.client.functions
    assert {name for name in named if called[name].endswith(":live")} == {
        "api",
        "certification",
        "codes",
        "messages",
        "photos",
    }
    assert [name for name, function in named.items() if ":" in function] == []
