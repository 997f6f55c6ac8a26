"""The addresses of the pages."""

from django.urls import path

from briefings.pages.articles import ArticleList, ArticlePage
from briefings.pages.countries import CountryList, CountryPage
from briefings.pages.detainees import DetaineeChart, DetaineeList, DetaineePage
from briefings.pages.home import HomePage
from briefings.pages.identities import IdentityPage
from briefings.pages.images import ImagePage, RenditionPage
from briefings.pages.meetings import MeetingChart, MeetingList, MeetingPage
from briefings.pages.offices import OfficeList, OfficePage
from briefings.pages.officials import OfficialList, OfficialPage
from briefings.pages.places import PlaceList, PlacePage
from briefings.pages.search import SearchPage
from briefings.pages.topics import TopicList, TopicPage
from briefings.pages.visited import VisitedPage
from briefings.pages.visits import VisitList, VisitPage

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("articles/", ArticleList.as_view(), name="articles"),
    path("articles/<slug:slug>/", ArticlePage.as_view(), name="article"),
    path("articles/<slug:slug>/editions/<int:number>/", ArticlePage.as_view(), name="edition"),
    path("visits/", VisitList.as_view(), name="visits"),
    path("visited/", VisitedPage.as_view(), name="visited"),
    path("visits/<slug:slug>/", VisitPage.as_view(), name="visit"),
    path("meetings/", MeetingList.as_view(), name="meetings"),
    path("meetings/chart.svg", MeetingChart.as_view(), name="meetings_chart"),
    path("meetings/<slug:slug>/", MeetingPage.as_view(), name="meeting"),
    path("places/", PlaceList.as_view(), name="places"),
    path("places/<slug:slug>/", PlacePage.as_view(), name="place"),
    path("officials/", OfficialList.as_view(), name="officials"),
    path("officials/<slug:slug>/", OfficialPage.as_view(), name="official"),
    path("offices/", OfficeList.as_view(), name="offices"),
    path("offices/<slug:slug>/", OfficePage.as_view(), name="office"),
    path("countries/", CountryList.as_view(), name="countries"),
    path("countries/<slug:slug>/", CountryPage.as_view(), name="country"),
    path("topics/", TopicList.as_view(), name="topics"),
    path("topics/<slug:slug>/", TopicPage.as_view(), name="topic"),
    path("images/<uuid:public_id>/", ImagePage.as_view(), name="image"),
    path("images/<uuid:public_id>/<int:width>/", RenditionPage.as_view(), name="rendition"),
    path("detainees/", DetaineeList.as_view(), name="detainees"),
    path("detainees/chart.svg", DetaineeChart.as_view(), name="detainees_chart"),
    path("detainees/<slug:slug>/", DetaineePage.as_view(), name="detainee"),
    path("search/", SearchPage.as_view(), name="search"),
    path("id/<uuid:public_id>/", IdentityPage.as_view(), name="identity"),
]
