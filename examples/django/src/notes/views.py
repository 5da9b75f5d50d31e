import psycopg2
from django.http import JsonResponse

from .models import Note


def health(request):
    return JsonResponse({"status": "ok", "libpq": psycopg2.__libpq_version__})


def notes(request):
    return JsonResponse({"notes": list(Note.objects.order_by("-written").values("text", "written")[:20])})
