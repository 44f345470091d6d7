"""Files in an S3-compatible store, against a real one in miniature on this machine."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from moto.server import ThreadedMotoServer

from cms.health import answers
from cms.settings.files import base_url, buckets, origins

from .management import PRODUCTION, manage
from .test_media import NAME, PNG

KEYS = {"access_key": "a-key", "secret_key": "its-secret"}


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of the store."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3: str) -> Any:
    store = boto3.resource(
        "s3", endpoint_url=s3, region_name="eu-west-2", aws_access_key_id="a", aws_secret_access_key="b"
    )
    bucket = store.Bucket("sheets")
    bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    yield bucket
    bucket.objects.delete()
    bucket.delete()


@pytest.fixture
def stores(settings, s3: str, bucket) -> Any:
    access = KEYS | {"endpoint_url": s3, "region_name": "eu-west-2"}
    stores = buckets(uploads="sheets", editions="sheets", editions_url="/media/editions/", access=access)
    settings.STORAGES = settings.STORAGES | stores
    return storages


def test_upload_is_written_read_and_found_by_a_signed_address(stores, bucket) -> None:
    name = stores["default"].save("images/hands.png", ContentFile(PNG))
    assert [each.key for each in bucket.objects.all()] == ["uploads/images/hands.png"]
    assert stores["default"].open(name).read() == PNG
    address = stores["default"].url(name)
    assert "X-Amz-Signature=" in address
    with urlopen(address) as answer:
        assert answer.read() == PNG


def test_upload_of_the_same_name_does_not_replace_another(stores) -> None:
    first, second = (stores["default"].save("images/hands.png", ContentFile(PNG)) for _ in range(2))
    assert first != second


def test_file_of_an_edition_is_written_once_and_may_be_kept_for_ever(stores, bucket) -> None:
    assert [stores["editions"].save(NAME, ContentFile(PNG)) for _ in range(2)] == [NAME, NAME]
    (stored,) = bucket.objects.all()
    assert stored.key == f"editions/{NAME}"
    assert stored.Object().cache_control == "public, max-age=31536000, immutable"
    assert stored.Object().content_type == "image/png"


def test_site_hands_out_files_of_editions_from_a_private_bucket(stores, client) -> None:
    stores["editions"].save(NAME, ContentFile(PNG))
    answer = client.get(stores["editions"].url(NAME))
    assert b"".join(answer.streaming_content) == PNG
    assert answer["Content-Length"] == str(len(PNG))
    assert "immutable" in answer["Cache-Control"]
    assert client.get(f"/media/editions/{NAME.replace('.png', '.gif')}").status_code == 404


@pytest.mark.django_db
def test_ready_with_a_bucket_and_not_without(stores, client, bucket, monkeypatch) -> None:
    monkeypatch.setattr(answers, "KEPT", 0)
    assert client.get("/health/ready").json()["checks"]["media"] == "ok"
    bucket.delete()
    assert client.get("/health/ready").json()["checks"]["media"] == "failed"
    bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})


def test_files_of_editions_may_have_an_address_of_their_own(settings, s3) -> None:
    address = base_url("https://images.example.org/sheets")
    options = buckets(uploads="sheets", editions="public", editions_url=address, access=KEYS)
    settings.STORAGES = settings.STORAGES | options
    assert storages["editions"].url(NAME) == f"https://images.example.org/sheets/{NAME}"
    assert storages["editions"].bucket_name == "public"


def test_address_that_is_none_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="begin with https"):
        base_url("images.example.org")


def test_policy_of_the_admin_names_the_hosts_of_images() -> None:
    assert origins("http://127.0.0.1:9000/x", "", "https://images.example.org/sheets/") == [
        "http://127.0.0.1:9000",
        "https://images.example.org",
    ]


@pytest.mark.parametrize("region", ["", "eu-west-2", "us-east-1"])
def test_environment_names_the_store_and_the_policy_lets_its_images_in(region) -> None:
    environment = PRODUCTION | {
        "S3_BUCKET": "sheets",
        "S3_REGION": region,
        "S3_ACCESS_KEY_ID": "a-key",
        "S3_SECRET_ACCESS_KEY": "its-secret",
    }
    code = (
        "from django.conf import settings; from django.core.files.storage import storages;"
        "print(storages['default'].url('images/hands.png'));"
        "print(settings.ADMIN_CONTENT_SECURITY_POLICY['img-src'])"
    )
    result = manage("shell", "--no-imports", "-c", code, **environment)
    assert result.returncode == 0, result.stderr
    address, policy = result.stdout.strip().splitlines()
    assert f"'https://{urlsplit(address).netloc}'" in policy
