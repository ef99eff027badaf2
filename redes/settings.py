"""Settings from the environment or a ``.env`` file, prefix ``REDES_`` (see ``contracts.md``).

Read once at start-up; below it everything is an argument.
"""

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from redes.errors import RedesError
from redes.reports.retention import Retention, read_retention

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: content, Rasa's data and the configuration files stand here."""


class BadSetting(RedesError):
    """A setting has a value the program cannot run with."""


class Settings(BaseSettings):
    """What the person who runs the program may choose.

    Attributes:
        telegram_token: Bot token from @BotFather; None switches Telegram off.
        telegram_base_url: Bot API server up to and without the token, ``https://api.telegram.org/bot``.
        telegram_webhook_url: Public https address of this program; set means webhook, unset long polling.
        public_url: Address of the web face as people outside reach it, for links and QR codes; None leaves
            them to the bot's own.
        database_url: SQLAlchemy URL; None means SQLite under ``data_dir``.
        redis_url: Redis for sessions shared by several machines; None means memory.
        secret_key: Root of all keys, 32 bytes or more; None means made on first run under ``data_dir``.
        http_host, http_port: Where the web chat listens.
        rasa_url: A Rasa server somebody else runs; None means that ``redes run`` starts its own.
        rasa_token: What that server expects in ``Authorization``; made fresh for an own server.
        retention_months: How long narratives are kept: ``24`` or ``24, resuelto=12, descartado=6``.
        data_dir: Database, key and models; absolute after loading.
        content_dir: The catalogue; the one of the checkout by default.
    """

    model_config = SettingsConfigDict(env_prefix="REDES_", env_file=".env", extra="ignore", env_ignore_empty=True)

    telegram_token: SecretStr | None = None
    telegram_base_url: str = "https://api.telegram.org/bot"
    telegram_webhook_url: str | None = None
    public_url: str | None = None
    database_url: SecretStr | None = None
    redis_url: SecretStr | None = None
    secret_key: SecretStr | None = None
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8080, ge=0, le=65535)
    rasa_url: str | None = None
    rasa_token: SecretStr | None = None
    retention_months: str = "24"
    data_dir: Path = ROOT / "data"
    content_dir: Path = ROOT / "content"

    @field_validator("telegram_token")
    @classmethod
    def _token_has_the_form_of_one(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            number, colon, rest = value.get_secret_value().partition(":")
            if not (number.isdigit() and colon and rest):
                raise ValueError("a bot token looks like 123456:ABC-DEF; copy it whole from @BotFather")
        return value

    @field_validator("secret_key")
    @classmethod
    def _key_is_long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value().encode()) < 32:
            raise ValueError("needs at least 32 bytes of randomness, for example from: openssl rand -hex 32")
        return value

    @field_validator("telegram_webhook_url", "public_url", "rasa_url", "telegram_base_url")
    @classmethod
    def _url_is_http(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value

    @field_validator("public_url")
    @classmethod
    def _ends_without_a_slash(cls, value: str | None) -> str | None:
        return value.rstrip("/") if value else value

    @field_validator("database_url", "redis_url")
    @classmethod
    def _server_is_of_a_known_kind(cls, value: SecretStr | None, field: ValidationInfo) -> SecretStr | None:
        kinds = {
            "database_url": ("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://"),
            "redis_url": ("redis://", "rediss://", "unix://"),
        }[str(field.field_name)]
        if value is not None and not value.get_secret_value().startswith(kinds):
            raise ValueError(f"must begin with {', '.join(kinds[:-1])} or {kinds[-1]}")
        return value

    @field_validator("retention_months")
    @classmethod
    def _retention_can_be_read(cls, value: str) -> str:
        read_retention(value)
        return value

    @field_validator("data_dir", "content_dir")
    @classmethod
    def _path_is_absolute(cls, value: Path) -> Path:
        try:
            return value.expanduser().resolve()
        except RuntimeError:
            raise ValueError("begins with a ~ that names no home folder; write the path out") from None

    @property
    def retention(self) -> Retention:
        """How long narratives are kept."""
        return read_retention(self.retention_months)

    @property
    def sqlalchemy_url(self) -> str:
        """The database to use; PostgreSQL URLs get the psycopg 3 driver."""
        if self.database_url is None:
            return f"sqlite:///{self.data_dir / 'redes.sqlite'}"
        url = self.database_url.get_secret_value()
        for plain in ("postgresql://", "postgres://"):
            if url.startswith(plain):
                return "postgresql+psycopg://" + url.removeprefix(plain)
        return url


def read_settings(**overrides: object) -> Settings:
    """Read the settings of this process.

    Args:
        overrides: Values that win over the environment, by field name.

    Raises:
        BadSetting: A value is wrong; the message names each variable on a line of its own.
            The value itself is not repeated: it may be a token.
    """
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as refused:
        lines = [
            f"REDES_{'_'.join(str(part) for part in error['loc']).upper()}: "
            f"{error['msg'].removeprefix('Value error, ')}"
            for error in refused.errors(include_input=False, include_url=False)
        ]
        raise BadSetting("\n".join(lines)) from None
